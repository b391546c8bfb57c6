// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.store;

import dev.lsml.aws.auth.KeySource;
import dev.lsml.aws.http.Backoff;
import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A general purpose bucket of Amazon S3, or the part of it below a prefix. Reads go through the
 * light reader; AWS's SDK is loaded by the first write, listing or delete. Revisions are ETags, so
 * the same bytes may have the same revision. Thread-safe; guarantees by number:
 *
 * <ol>
 *   <li>Whole or not at all: an object appears when its upload has ended. Uploads are single
 *       requests, which S3 takes up to 5 GB; a larger file is refused.
 *   <li>Read after write: reads and listings are strongly consistent.
 *   <li>One winner: {@code If-None-Match: *} for an object that must not exist, else {@code
 *       If-Match}.
 *   <li>Three ends: 412 is a conflict, and so is 404 where a revision was asked for. 409 means that
 *       another write is under way and this one did nothing, so it is sent again. All else is sent
 *       once: what the SDK would repeat by itself could conflict with its own first try. So a
 *       broken connection or a 5xx is unknown.
 *   <li>Full listings: in the order of UTF-8 bytes, and a page that S3 cuts short is filled from
 *       the next.
 *   <li>Any key: S3 allows all that {@link ObjectKey} does, but counts the prefix towards the 1024
 *       bytes. Such a key is refused, never taken for another.
 * </ol>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel">
 *     S3's consistency</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">
 *     conditional requests</a>
 */
public final class S3ObjectStore implements ObjectStore {
  private static final long MAX_BYTES = 5L << 30;

  private final S3Location location;
  private final ObjectReader reader;
  private final KeySource keys;
  private final Backoff backoff;
  private @Nullable S3Calls calls;

  S3ObjectStore(S3Location location, ObjectReader reader, KeySource keys, Backoff backoff) {
    this.location = location;
    this.reader = reader;
    this.keys = keys;
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
    return calls().put(key, bytes, condition);
  }

  @Override
  public WriteResult upload(ObjectKey key, Path file, Condition condition) throws StoreException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new StoreException(
            "upload " + key, file + " has more than the 5 GB that S3 takes at once", false, null);
      }
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException("upload " + key, "cannot read " + file, false, e);
    }
    return calls().upload(key, file, condition);
  }

  @Override
  public boolean delete(ObjectKey key, Revision revision) throws StoreException {
    return calls().delete(key, revision);
  }

  @Override
  public List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit)
      throws StoreException {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("a page has 1 to 1000 entries, not " + limit);
    }
    return calls().list(prefix, after, limit);
  }

  private synchronized S3Calls calls() {
    S3Calls opened = calls;
    if (opened == null) {
      opened = new S3Calls(location, keys, backoff);
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
