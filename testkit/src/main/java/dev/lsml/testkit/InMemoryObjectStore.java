// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An object store in the heap, for tests. Thread-safe; guarantees by number:
 *
 * <ol>
 *   <li>Whole or not at all: content is copied in and out, and never changed in place.
 *   <li>Read after write: one lock, so calls take effect one after the other.
 *   <li>One winner: the condition is checked under the same lock.
 *   <li>Three ends: written or conflict; this store never loses an answer.
 *   <li>Full listings: from a map in the order of the keys.
 *   <li>Any key: keys are compared as they are.
 * </ol>
 *
 * <p>Revisions are a counter over the whole store, so no revision ever returns. Closing does
 * nothing: a test may go on reading, or open "another process" on the same data by passing the same
 * store.
 */
public final class InMemoryObjectStore implements ObjectStore {
  private record Stored(byte[] bytes, Revision revision, Instant writtenAt) {}

  private final TreeMap<ObjectKey, Stored> objects = new TreeMap<>();
  private final Clock clock;
  private long lastRevision;

  /** An empty store that stamps objects with the system's time. */
  public InMemoryObjectStore() {
    this(Clock.systemUTC());
  }

  /**
   * An empty store.
   *
   * @param clock says when objects are written
   */
  public InMemoryObjectStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized @Nullable StoredObject get(ObjectKey key) {
    Stored stored = objects.get(key);
    return stored == null ? null : new StoredObject(stored.bytes.clone(), stored.revision);
  }

  @Override
  public boolean download(ObjectKey key, Path file) throws StoreException {
    StoredObject object = get(key);
    if (object == null) {
      return false;
    }
    try {
      Files.write(file, object.bytes());
      return true;
    } catch (IOException e) {
      throw new StoreException("download " + key, "cannot write " + file + ": " + e, false, e);
    }
  }

  @Override
  public synchronized WriteResult put(ObjectKey key, byte[] bytes, Condition condition) {
    if (!holds(condition, objects.get(key))) {
      return new WriteResult.Conflict();
    }
    Revision revision = new Revision(Long.toString(++lastRevision));
    objects.put(key, new Stored(bytes.clone(), revision, clock.instant()));
    return new WriteResult.Written(revision);
  }

  @Override
  public WriteResult upload(ObjectKey key, Path file, Condition condition) throws StoreException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StoreException("upload " + key, "cannot read " + file + ": " + e, false, e);
    }
    return put(key, bytes, condition);
  }

  @Override
  public synchronized boolean delete(ObjectKey key, Revision revision) {
    Stored stored = objects.get(key);
    if (stored == null) {
      return true;
    }
    if (!stored.revision.equals(revision)) {
      return false;
    }
    objects.remove(key);
    return true;
  }

  @Override
  public synchronized List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("a page has 1 to 1000 entries, not " + limit);
    }
    List<ObjectEntry> page = new ArrayList<>();
    for (var entry : (after == null ? objects : objects.tailMap(after, false)).entrySet()) {
      if (page.size() == limit) {
        break;
      }
      ObjectKey key = entry.getKey();
      if (key.value().startsWith(prefix)) {
        Stored stored = entry.getValue();
        page.add(new ObjectEntry(key, stored.bytes.length, stored.revision, stored.writtenAt));
      }
    }
    return page;
  }

  @Override
  public void close() {}

  private static boolean holds(Condition condition, @Nullable Stored stored) {
    if (condition instanceof Condition.Matches matches) {
      return stored != null && stored.revision.equals(matches.revision());
    }
    return stored == null;
  }
}
