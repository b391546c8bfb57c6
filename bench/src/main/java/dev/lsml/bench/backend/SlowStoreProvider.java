// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.backend;

import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreProvider;
import dev.lsml.core.store.file.FileObjectStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * A store in a local folder that takes as long as a bucket: {@code slow://30/folder} takes 30 ms
 * per call.
 */
public final class SlowStoreProvider implements StoreProvider {
  @Override
  public String scheme() {
    return "slow";
  }

  @Override
  public ObjectReader reader(URI location, Map<String, String> environment) {
    return store(location, environment);
  }

  @Override
  public ObjectStore store(URI location, Map<String, String> environment) {
    return new SlowStore(
        new FileObjectStore(Path.of(location.getPath()), Clock.systemUTC()),
        Long.parseLong(location.getAuthority()));
  }
}
