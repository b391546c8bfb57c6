// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.backend;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreProvider;
import java.io.IOException;
import java.net.URI;
import java.util.ServiceLoader;

/**
 * A process that opens the store of {@code LSML_STORE}, calls it three times and prints how many
 * nanoseconds opening and the first call took, and how many the third.
 *
 * <p>The argument is {@code read}, {@code list} or {@code write}.
 */
public final class FirstStoreCall {
  /** The object that is read. */
  public static final String OBJECT = "some/object";

  private static final int CALLS = 3;

  private FirstStoreCall() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    URI location = URI.create(System.getenv("LSML_STORE"));
    long[] took = new long[CALLS];
    long start = System.nanoTime();
    StoreProvider provider = provider(location.getScheme());
    ObjectReader reader = provider.reader(location, System.getenv());
    try (ObjectStore store = provider.store(location, System.getenv())) {
      for (int i = 0; i < CALLS; i++) {
        switch (args[0]) {
          case "read" -> reader.get(new ObjectKey(OBJECT));
          case "list" -> store.list("some/", null, 1);
          default ->
              store.put(
                  new ObjectKey("some/" + start + "-" + i), new byte[200], Condition.absent());
        }
        took[i] = System.nanoTime() - start;
        start = System.nanoTime();
      }
    }
    System.out.println("nanos " + took[0] + " " + took[CALLS - 1]);
  }

  private static StoreProvider provider(String scheme) throws IOException {
    for (StoreProvider provider : ServiceLoader.load(StoreProvider.class)) {
      if (provider.scheme().equals(scheme)) {
        return provider;
      }
    }
    throw new IOException("no store for " + scheme + ": on the class path");
  }
}
