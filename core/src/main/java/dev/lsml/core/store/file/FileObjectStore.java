// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object store in a folder that any number of threads and processes share. Ordinary keys are
 * ordinary paths, with nothing but the object's bytes in the files. Thread-safe; guarantees by
 * number:
 *
 * <ol>
 *   <li>Whole or not at all: content is written beside, forced to disk and moved into place, which
 *       POSIX and NTFS do in one step. A reader opens one such file; it takes no lock.
 *   <li>Read after write: the operating system shows a moved file to every process at once. It also
 *       survives a power failure: the folder is synced before a write ends.
 *   <li>One winner: the condition is checked and the file moved under a lock that the operating
 *       system keeps between processes.
 *   <li>Three ends: unknown is only what fails after the move began.
 *   <li>Full listings: of a state between two writes, since they are read under the same lock.
 *   <li>Any key: see {@link KeyNames} and {@link Layout} for those that are not ordinary.
 * </ol>
 *
 * <p>A revision is the file's modification time in microseconds, which the store sets so that it
 * never returns. So a file that a person edits is at a new revision, too.
 *
 * <p>Nothing is opened or made before the first call, and nothing is held open between calls. The
 * folder must be on one file system, one that locks across all processes that use it.
 */
public final class FileObjectStore implements ObjectStore {
  private static final String REMEDY =
      "Make the folder writable for the user that runs this, or choose another one with"
          + " LSML_STORE=file:FOLDER";

  private final Layout layout;
  private final FileReads reads;
  private final FileWrites writes;

  /**
   * A store in a folder, which is made at the first write.
   *
   * @param folder holds the objects, and a folder {@code .store} for the store's own files
   * @param clock says when objects are written
   */
  public FileObjectStore(Path folder, Clock clock) {
    this.layout = new Layout(folder.toAbsolutePath());
    StoreLock lock = new StoreLock(layout.lockFolder());
    this.reads = new FileReads(layout, lock);
    this.writes = new FileWrites(layout, lock, clock);
  }

  /**
   * Checks that objects can be written, by going through all the motions; for the start of a
   * server, so that a wrong folder is found out before the first training.
   *
   * @throws StoreException with the folder, what is wrong with it and what to do
   */
  public void checkWritable() throws StoreException {
    Path folder = layout.root();
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new AccessDeniedException(folder.toString());
      }
      writes.rehearse();
    } catch (IOException e) {
      throw new StoreException(
          "keep objects in the folder " + folder, FileProblems.reason(e) + ". " + REMEDY, false, e);
    }
  }

  @Override
  public @Nullable StoredObject get(ObjectKey key) throws StoreException {
    return reads.get(key);
  }

  @Override
  public boolean download(ObjectKey key, Path file) throws StoreException {
    return reads.download(key, file);
  }

  @Override
  public WriteResult put(ObjectKey key, byte[] bytes, Condition condition) throws StoreException {
    try {
      return writes.write(key, FileContent.of(bytes), condition);
    } catch (IOException e) {
      throw FileProblems.failure("write " + key, e);
    }
  }

  @Override
  public WriteResult upload(ObjectKey key, Path file, Condition condition) throws StoreException {
    try (FileChannel source = FileChannel.open(file, StandardOpenOption.READ)) {
      return writes.write(key, FileContent.of(source), condition);
    } catch (IOException e) {
      throw FileProblems.failure("upload " + key + " from " + file, e);
    }
  }

  @Override
  public boolean delete(ObjectKey key, Revision revision) throws StoreException {
    return writes.delete(key, revision);
  }

  @Override
  public List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit)
      throws StoreException {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("a page has 1 to 1000 entries, not " + limit);
    }
    return reads.list(prefix, after, limit);
  }

  /** Does nothing: nothing is held open. */
  @Override
  public void close() {}
}
