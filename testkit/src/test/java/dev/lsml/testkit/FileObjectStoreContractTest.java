// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.file.FileObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreContractTest extends ObjectStoreContract {
  @TempDir Path root;

  @Override
  protected FileObjectStore openEmpty() {
    return new FileObjectStore(root.resolve("store"), Clock.systemUTC());
  }

  @Override
  protected ObjectStore openAnother(ObjectStore first) {
    return openEmpty();
  }
}
