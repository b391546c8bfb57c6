// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads objects without a lock, and listings with one. */
final class FileReads {
  /** So often writers may overtake a reader before it asks them to wait. */
  private static final int ATTEMPTS = 5;

  private final Layout layout;
  private final StoreLock lock;

  FileReads(Layout layout, StoreLock lock) {
    this.layout = layout;
    this.lock = lock;
  }

  @Nullable StoredObject get(ObjectKey key) throws StoreException {
    Path file = layout.fileOf(key);
    try {
      for (int i = 0; i < ATTEMPTS; i++) {
        StoredObject object = tryRead(file);
        if (object != null) {
          return object;
        }
      }
      return lock.shared(
          () -> {
            StoredObject object = tryRead(file);
            if (object == null) {
              throw new IOException(file + " is being changed by another program");
            }
            return object;
          });
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw FileProblems.failure("read " + key, e);
    }
  }

  /** The file's content and revision; {@code null} when it was replaced between the two. */
  private static @Nullable StoredObject tryRead(Path file) throws IOException {
    Revision before = Stamps.revisionOf(file);
    byte[] bytes = Files.readAllBytes(file);
    // A revision never returns, so the same one before and after was there all the time.
    return before.equals(Stamps.revisionOf(file)) ? new StoredObject(bytes, before) : null;
  }

  boolean download(ObjectKey key, Path target) throws StoreException {
    try (FileChannel source = FileChannel.open(layout.fileOf(key), READ)) {
      try (FileChannel copy = FileChannel.open(target, CREATE, TRUNCATE_EXISTING, WRITE)) {
        FileContent.copy(source, copy);
        return true;
      } catch (IOException e) {
        throw FileProblems.failure("download " + key + " to " + target, e);
      }
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw FileProblems.failure("download " + key, e);
    }
  }

  List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit)
      throws StoreException {
    try {
      return lock.shared(() -> page(prefix, after, limit));
    } catch (IOException e) {
      throw FileProblems.failure("list '" + prefix + "'", e);
    }
  }

  private List<ObjectEntry> page(String prefix, @Nullable ObjectKey after, int limit)
      throws IOException {
    List<ObjectKey> keys = new ArrayList<>();
    layout.collect(prefix, keys);
    Collections.sort(keys);
    List<ObjectEntry> page = new ArrayList<>();
    for (ObjectKey key : keys) {
      if (after != null && key.compareTo(after) <= 0) {
        continue;
      }
      var file = Files.readAttributes(layout.fileOf(key), BasicFileAttributes.class);
      var modified = file.lastModifiedTime();
      page.add(new ObjectEntry(key, file.size(), Stamps.revision(modified), modified.toInstant()));
      if (page.size() == limit) {
        break;
      }
    }
    return page;
  }
}
