// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreProvider;
import dev.lsml.testkit.InMemoryObjectStore;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A bucket in memory, under addresses such as {@code test://bucket/folder}. */
public final class TestBucket implements StoreProvider {
  private static final Map<URI, InMemoryObjectStore> STORES = new ConcurrentHashMap<>();

  /** For {@link java.util.ServiceLoader}. */
  public TestBucket() {}

  static InMemoryObjectStore at(String location) {
    return STORES.computeIfAbsent(URI.create(location), l -> new InMemoryObjectStore());
  }

  @Override
  public String scheme() {
    return "test";
  }

  @Override
  public ObjectReader reader(URI location, Map<String, String> environment) {
    return at(location.toString());
  }

  @Override
  public ObjectStore store(URI location, Map<String, String> environment) {
    throw new UnsupportedOperationException("a model is only read");
  }
}
