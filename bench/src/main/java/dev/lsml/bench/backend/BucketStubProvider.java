// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.backend;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoreProvider;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bucket stub as a store that can only be read: {@code bucket-stub://127.0.0.1:8080/bucket}.
 */
public final class BucketStubProvider implements StoreProvider {
  @Override
  public String scheme() {
    return "bucket-stub";
  }

  @Override
  public ObjectReader reader(URI location, Map<String, String> environment) {
    return new BucketReader(
        "http://" + location.getAuthority() + "/storage/v1/b" + location.getPath() + "/o/");
  }

  @Override
  public ObjectStore store(URI location, Map<String, String> environment) {
    return new ReadOnly(reader(location, environment));
  }

  /** Shows no object in listings, so that no training is found to be pending, and takes none. */
  private record ReadOnly(ObjectReader reader) implements ObjectStore {
    @Override
    public @Nullable StoredObject get(ObjectKey key) throws StoreException {
      return reader.get(key);
    }

    @Override
    public boolean download(ObjectKey key, Path file) throws StoreException {
      return reader.download(key, file);
    }

    @Override
    public WriteResult put(ObjectKey key, byte[] bytes, Condition condition) throws StoreException {
      throw refused("write " + key);
    }

    @Override
    public WriteResult upload(ObjectKey key, Path file, Condition condition) throws StoreException {
      throw refused("write " + key);
    }

    @Override
    public boolean delete(ObjectKey key, Revision revision) throws StoreException {
      throw refused("delete " + key);
    }

    @Override
    public List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit) {
      return List.of();
    }

    @Override
    public void close() {}

    private static StoreException refused(String operation) {
      return new StoreException(operation, "the bucket stub can only be read", false, null);
    }
  }
}
