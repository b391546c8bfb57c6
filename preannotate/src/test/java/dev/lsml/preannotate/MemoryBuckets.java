// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreProvider;
import dev.lsml.testkit.InMemoryObjectStore;
import java.net.URI;
import java.util.Map;

/** Buckets {@code mem://} of this process, all of them one and the same. */
public final class MemoryBuckets implements StoreProvider {
  static ObjectStore store = new InMemoryObjectStore();

  @Override
  public String scheme() {
    return "mem";
  }

  @Override
  public ObjectReader reader(URI location, Map<String, String> environment) {
    return store;
  }

  @Override
  public ObjectStore store(URI location, Map<String, String> environment) {
    return store;
  }
}
