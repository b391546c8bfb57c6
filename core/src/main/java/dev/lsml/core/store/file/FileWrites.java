// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.WriteResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes objects: content is prepared without the lock, and moved into place with it. */
final class FileWrites {
  private final Layout layout;
  private final StoreLock lock;
  private final TempFiles temps;
  private final Clock clock;

  FileWrites(Layout layout, StoreLock lock, Clock clock) {
    this.layout = layout;
    this.lock = lock;
    this.temps = new TempFiles(layout.tempFolder(), clock);
    this.clock = clock;
  }

  /** Goes through all the motions of a write, without an object. */
  void rehearse() throws IOException {
    Path temp = temps.write(FileContent.of(new byte[] {1}));
    try {
      lock.exclusive(stamps -> stamps.stamp(temp, clock.millis() * 1000, 0));
    } finally {
      temps.discard(temp);
    }
  }

  WriteResult write(ObjectKey key, FileContent content, Condition condition) throws IOException {
    if (!holds(condition, revisionOf(key))) {
      return new WriteResult.Conflict(); // Found out before anything is written.
    }
    Path temp = temps.write(content);
    List<Path> changed = new ArrayList<>();
    WriteResult result;
    try {
      result = lock.exclusive(stamps -> publish(temp, key, condition, stamps, changed));
    } catch (IOException | RuntimeException e) {
      temps.discard(temp);
      throw e;
    }
    if (result instanceof WriteResult.Conflict) {
      temps.discard(temp);
    } else if (result instanceof WriteResult.Written) {
      try {
        // Without the lock, so that writers need not wait for each other's disk.
        for (Path folder : changed) {
          Folders.sync(folder);
        }
      } catch (IOException e) {
        return new WriteResult.Unknown(
            "written, but perhaps not to disk: " + FileProblems.reason(e));
      }
    }
    return result;
  }

  private WriteResult publish(
      Path temp, ObjectKey key, Condition condition, Stamps stamps, List<Path> changed)
      throws IOException {
    Revision replaced = revisionOf(key);
    if (!holds(condition, replaced)) {
      return new WriteResult.Conflict();
    }
    long above = replaced == null ? 0 : Long.parseLong(replaced.value());
    Revision revision = stamps.stamp(temp, clock.millis() * 1000, above);
    Path file = layout.fileOf(key);
    Folders.make(file.getParent(), changed);
    changed.add(file.getParent());
    Path keyFile = layout.keyFileOf(key);
    if (keyFile != null && !Files.exists(keyFile)) {
      byte[] name = key.value().getBytes(StandardCharsets.UTF_8);
      move(temps.write(FileContent.of(name)), keyFile);
    }
    try {
      move(temp, file);
    } catch (IOException e) {
      if (Files.exists(temp)) {
        throw e;
      }
      return new WriteResult.Unknown("perhaps moved into place: " + FileProblems.reason(e));
    }
    return new WriteResult.Written(revision);
  }

  private static void move(Path temp, Path file) throws IOException {
    Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE);
  }

  boolean delete(ObjectKey key, Revision revision) throws StoreException {
    try {
      Path folder = layout.fileOf(key).getParent();
      boolean gone = lock.exclusive(stamps -> deleteLocked(key, revision));
      if (gone) {
        Folders.sync(folder);
      }
      return gone;
    } catch (IOException e) {
      throw FileProblems.failure("delete " + key, e);
    }
  }

  private boolean deleteLocked(ObjectKey key, Revision revision) throws IOException {
    Revision current = revisionOf(key);
    if (current == null) {
      return true;
    }
    if (!current.equals(revision)) {
      return false;
    }
    Path file = layout.fileOf(key);
    Files.delete(file);
    Path keyFile = layout.keyFileOf(key);
    if (keyFile != null) {
      Files.deleteIfExists(keyFile);
    }
    Folders.removeEmpty(file.getParent(), layout.root());
    return true;
  }

  private @Nullable Revision revisionOf(ObjectKey key) throws IOException {
    try {
      return Stamps.revisionOf(layout.fileOf(key));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static boolean holds(Condition condition, @Nullable Revision current) {
    return condition instanceof Condition.Matches matches
        ? matches.revision().equals(current)
        : current == null;
  }
}
