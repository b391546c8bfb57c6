// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.backend;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Another store whose every call takes longer, as a bucket's does. Holds to what the other store
 * guarantees, and is as thread-safe.
 */
final class SlowStore implements ObjectStore {
  private final ObjectStore store;
  private final long millis;

  SlowStore(ObjectStore store, long millis) {
    this.store = store;
    this.millis = millis;
  }

  @Override
  public @Nullable StoredObject get(ObjectKey key) throws StoreException {
    delay();
    return store.get(key);
  }

  @Override
  public boolean download(ObjectKey key, Path file) throws StoreException {
    delay();
    return store.download(key, file);
  }

  @Override
  public WriteResult put(ObjectKey key, byte[] bytes, Condition condition) throws StoreException {
    delay();
    return store.put(key, bytes, condition);
  }

  @Override
  public WriteResult upload(ObjectKey key, Path file, Condition condition) throws StoreException {
    delay();
    return store.upload(key, file, condition);
  }

  @Override
  public boolean delete(ObjectKey key, Revision revision) throws StoreException {
    delay();
    return store.delete(key, revision);
  }

  @Override
  public List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit)
      throws StoreException {
    delay();
    return store.list(prefix, after, limit);
  }

  @Override
  public void close() {
    store.close();
  }

  private void delay() throws StoreException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("wait for the store", "interrupted", true, e);
    }
  }
}
