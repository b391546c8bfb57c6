// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The reading half of an {@link ObjectStore}: all that the path to a first prediction needs. It is
 * a type of its own because a cloud's official client costs a cold start 480 to 1,150 ms, and one
 * small authenticated GET a tenth of that; implementations must therefore load no such client.
 *
 * <p>Implementations are thread-safe and hold to guarantees 1, 2 and 6 of {@link ObjectStore}.
 */
public interface ObjectReader {
  /**
   * Reads an object into memory.
   *
   * @return {@code null} when there is no such object
   * @throws StoreException when the store cannot be read
   */
  @Nullable StoredObject get(ObjectKey key) throws StoreException;

  /**
   * Copies an object to a local file, which is replaced if it exists. Meant for objects of any
   * size; memory use does not grow with it.
   *
   * @return false when there is no such object; the file is then untouched
   * @throws StoreException when the store cannot be read or the file not written
   */
  boolean download(ObjectKey key, Path file) throws StoreException;
}
