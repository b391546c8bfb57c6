// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which files a cache folder holds, least recently used first. Guarded by the cache's lock. */
final class CacheIndex {
  /** How the names of downloads end; no extension of a file holds that character. */
  static final String UNFINISHED = "~";

  /** A download that has not ended by then never will. */
  private static final Duration STALE = Duration.ofHours(1);

  private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
  private long total;

  private CacheIndex() {}

  /** A file in the cache. */
  static final class Entry {
    private final Path path;
    private final long size;
    private @Nullable Instant keepUntil;
    int holders;

    private Entry(Path path, long size) {
      this.path = path;
      this.size = size;
    }
  }

  /** Takes over what an earlier process left, oldest first, and removes its torn downloads. */
  static CacheIndex open(Path folder, Instant now) throws IOException {
    makeFolder(folder);
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
      for (Path path : listing) {
        String name = path.getFileName().toString();
        if (name.endsWith(UNFINISHED)) {
          if (modified(path).isBefore(now.minus(STALE))) {
            Files.deleteIfExists(path);
          }
        } else if (name.length() >= 64 && Files.isRegularFile(path)) {
          files.add(path);
        }
      }
    }
    files.sort(Comparator.comparing(CacheIndex::modified));
    CacheIndex index = new CacheIndex();
    for (Path path : files) {
      Entry entry = new Entry(path, Files.size(path));
      index.entries.put(path.getFileName().toString(), entry);
      index.total += entry.size;
    }
    return index;
  }

  /** The file, held; {@code null} when it is not there, also when somebody else removed it. */
  @Nullable TaskFile hold(String name, Consumer<Entry> release) {
    Entry entry = entries.get(name);
    if (entry == null) {
      return null;
    }
    if (!Files.exists(entry.path)) {
      entries.remove(name);
      total -= entry.size;
      return null;
    }
    return held(entry, release);
  }

  TaskFile add(String name, Path path, long size, Consumer<Entry> release) {
    Entry entry = new Entry(path, size);
    Entry former = entries.put(name, entry);
    total += size - (former == null ? 0 : former.size);
    return held(entry, release);
  }

  void keep(Path path, Instant until) {
    Entry entry = entries.get(path.getFileName().toString());
    if (entry != null) {
      entry.keepUntil = until;
    }
  }

  /** Removes until the size fits; {@code false} when what is in use leaves too little room. */
  boolean makeRoom(long size, long most, Instant now) {
    Iterator<Entry> oldest = entries.values().iterator();
    while (total + size > most && oldest.hasNext()) {
      Entry entry = oldest.next();
      if (entry.holders == 0 && FileCache.past(entry.keepUntil, now) && removed(entry.path)) {
        oldest.remove();
        total -= entry.size;
      }
    }
    return total + size <= most;
  }

  private static TaskFile held(Entry entry, Consumer<Entry> release) {
    entry.holders++;
    return new TaskFile(entry.path, () -> release.accept(entry));
  }

  private static boolean removed(Path path) {
    try {
      Files.deleteIfExists(path);
      return true;
    } catch (IOException stillOpen) {
      return false; // Windows refuses while somebody reads it.
    }
  }

  private static Instant modified(Path path) {
    try {
      FileTime time = Files.getLastModifiedTime(path);
      return time.toInstant();
    } catch (IOException gone) {
      return Instant.MAX;
    }
  }

  /** Makes the folder for this user alone, since others may be on the same machine. */
  static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }
}
