// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import dev.lsml.gcp.http.Backoff;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of Google Cloud Storage, or the part of it below a prefix. Reads go through the light
 * reader; the official client is loaded by the first write, listing or delete. Revisions are
 * generations. Thread-safe; guarantees by number:
 *
 * <ol>
 *   <li>Whole or not at all: an object appears when its upload has ended, as a new generation.
 *   <li>Read after write: reads and listings are strongly consistent.
 *   <li>One winner: {@code ifGenerationMatch}, 0 for an object that must not exist. The
 *       precondition is judged when an upload ends.
 *   <li>Three ends: 412 is a conflict. A write is sent once: what Google's client would repeat by
 *       itself could conflict with its own first try. So a broken connection or a 5xx is unknown;
 *       only 429, which says that nothing was done, is sent again.
 *   <li>Full listings: in the order of UTF-8 bytes, and a page that Google cuts short is filled
 *       from the next.
 *   <li>Any key: Google allows all that {@link ObjectKey} does, but counts the prefix towards the
 *       1024 bytes; and without a prefix, none may start with {@code .well-known/acme-challenge/}.
 *       Such a key is refused, never taken for another.
 * </ol>
 *
 * @see <a href="https://cloud.google.com/storage/docs/consistency">Cloud Storage consistency</a>
 * @see <a href="https://cloud.google.com/storage/docs/request-preconditions">preconditions</a>
 * @see <a href="https://cloud.google.com/storage/docs/objects#naming">names of objects</a>
 */
public final class GcsObjectStore implements ObjectStore {
  private final GcsLocation location;
  private final ObjectReader reader;
  private final Backoff backoff;
  private @Nullable GcsCalls calls;

  GcsObjectStore(GcsLocation location, ObjectReader reader, Backoff backoff) {
    this.location = location;
    this.reader = reader;
    this.backoff = backoff;
  }

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
    return calls("write " + key).put(key, bytes, condition);
  }

  @Override
  public WriteResult upload(ObjectKey key, Path file, Condition condition) throws StoreException {
    if (!Files.isReadable(file)) {
      throw new StoreException("upload " + key, "cannot read " + file, false, null);
    }
    return calls("upload " + key).upload(key, file, condition);
  }

  @Override
  public boolean delete(ObjectKey key, Revision revision) throws StoreException {
    return calls("delete " + key).delete(key, revision);
  }

  @Override
  public List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit)
      throws StoreException {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("a page has 1 to 1000 entries, not " + limit);
    }
    return calls("list " + location + prefix).list(prefix, after, limit);
  }

  private synchronized GcsCalls calls(String operation) throws StoreException {
    GcsCalls opened = calls;
    if (opened == null) {
      opened = GcsCalls.open(operation, location, backoff);
      calls = opened;
    }
    return opened;
  }

  @Override
  public synchronized void close() {
    if (calls != null) {
      calls.close();
    }
  }
}
