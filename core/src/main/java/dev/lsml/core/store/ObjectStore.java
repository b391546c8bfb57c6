// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects by key, as Google Cloud Storage, S3, a local folder and the in-memory fake offer them.
 *
 * <p>Every implementation guarantees, and says in its class comment how:
 *
 * <ol>
 *   <li><b>Whole or not at all.</b> A reader sees an object complete, as one writer wrote it, or
 *       not at all; never a part of it and never a mixture.
 *   <li><b>Read after write.</b> After a write or delete has ended, every later read and listing,
 *       by any process, shows it.
 *   <li><b>One winner.</b> Of any number of writers racing with conditions that cannot all hold,
 *       exactly one is {@linkplain WriteResult.Written written}.
 *   <li><b>Three ends.</b> A write ends as written, conflict or unknown. Conflict means that this
 *       call wrote nothing. What may have happened is never reported as an exception.
 *   <li><b>Full listings.</b> A listing in pages shows each key under the prefix that existed
 *       throughout exactly once, in the order of the keys' UTF-8 bytes, however many there are.
 *   <li><b>Any key.</b> Every valid {@link ObjectKey} works, and keys that differ are different
 *       objects.
 * </ol>
 *
 * <p>Thread-safe.
 */
public interface ObjectStore extends ObjectReader, AutoCloseable {
  /**
   * Writes an object from memory if the condition holds. The write is durable when this returns.
   *
   * @throws StoreException when it is certain that nothing was written
   */
  WriteResult put(ObjectKey key, byte[] bytes, Condition condition) throws StoreException;

  /**
   * Writes an object from a file if the condition holds; as {@link #put(ObjectKey, byte[],
   * Condition)}, for content of any size.
   *
   * @throws StoreException when it is certain that nothing was written, or the file cannot be read
   */
  WriteResult upload(ObjectKey key, Path file, Condition condition) throws StoreException;

  /**
   * Deletes an object if it still has the revision.
   *
   * @return {@code true} when the object is gone, be it by this call or before it; {@code false}
   *     when it is there at another revision, and was left alone
   * @throws StoreException when it is not known whether it is gone
   */
  boolean delete(ObjectKey key, Revision revision) throws StoreException;

  /**
   * Lists one page of the objects whose key starts with the prefix.
   *
   * @param prefix any text, empty for all objects; not a pattern, and it need not end at a {@code
   *     /}
   * @param after list only keys after this one; {@code null} for the first page
   * @param limit 1 to 1000: at most so many entries
   * @return an empty list exactly when there are no more
   * @throws IllegalArgumentException when the limit is not 1 to 1000
   * @throws StoreException when the store cannot be read
   */
  List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit) throws StoreException;

  /** Frees what the store holds open. Objects are not affected. */
  @Override
  void close();
}
