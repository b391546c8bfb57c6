// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import dev.lsml.core.config.Settings;
import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreProvider;
import dev.lsml.core.store.StoredObject;
import dev.lsml.gcp.http.Backoff;
import dev.lsml.gcp.http.HttpGet;
import dev.lsml.gcp.metadata.MetadataServer;
import java.util.ServiceLoader;

/** What a backend does with its store, as a process of its own: argument 1 says how far. */
final class StoreChild {
  private StoreChild() {}

  public static void main(String[] args) throws Exception {
    Settings settings = Settings.of(System.getenv());
    StoreProvider provider = ServiceLoader.load(StoreProvider.class).findFirst().orElseThrow();
    ObjectReader reader = provider.reader(settings.store(), settings.environment());
    ObjectStore store = provider.store(settings.store(), settings.environment());
    if (args[0].equals("as on Google")) {
      // The server of the test in the place of Google's, with credentials.
      GcsLocation location = new GcsLocation(args[1], false, "models", "");
      Backoff backoff = new Backoff(Thread::sleep);
      reader = new GcsReader(location, new MetadataServer(System.getenv()), new HttpGet(backoff));
      store = new GcsObjectStore(location, reader, backoff);
    }
    StoredObject object = reader.get(new ObjectKey("a"));
    System.out.println("read " + (object == null ? "nothing" : object.bytes().length));
    store.get(new ObjectKey("a"));
    if (!args[0].equals("read")) {
      System.out.println(
          store
              .put(new ObjectKey("b"), new byte[2], Condition.absent())
              .getClass()
              .getSimpleName());
      System.out.println("listed " + store.list("", null, 10).size());
    }
    store.close();
  }
}
