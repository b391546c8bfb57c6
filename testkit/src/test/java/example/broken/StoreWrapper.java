// SPDX-License-Identifier: Apache-2.0
package example.broken;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import dev.lsml.testkit.InMemoryObjectStore;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store that works, for subclasses to break one thing of. */
public class StoreWrapper implements ObjectStore {
  protected final ObjectStore store = new InMemoryObjectStore();

  @Override
  public @Nullable StoredObject get(ObjectKey key) throws StoreException {
    return store.get(key);
  }

  @Override
  public boolean download(ObjectKey key, Path file) throws StoreException {
    return store.download(key, file);
  }

  @Override
  public WriteResult put(ObjectKey key, byte[] bytes, Condition condition) throws StoreException {
    return store.put(key, bytes, condition);
  }

  @Override
  public WriteResult upload(ObjectKey key, Path file, Condition condition) throws StoreException {
    return store.upload(key, file, condition);
  }

  @Override
  public boolean delete(ObjectKey key, Revision revision) throws StoreException {
    return store.delete(key, revision);
  }

  @Override
  public List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit)
      throws StoreException {
    return store.list(prefix, after, limit);
  }

  @Override
  public void close() {}
}
