// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One writer at a time, over all threads and processes that use a folder. The operating system
 * frees the lock of a process that dies. Locked sections only touch names and times of files, so
 * nobody waits for somebody else's data.
 */
final class StoreLock {
  private final Path folder;
  private final Path file;

  /**
   * A lock.
   *
   * @param folder gets the lock file
   */
  StoreLock(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("lock");
  }

  /** What is done under the lock. */
  interface Section<T> {
    T run(Stamps stamps) throws IOException;
  }

  /** What is read under the lock. */
  interface Reading<T> {
    T run() throws IOException;
  }

  /** Runs the section while nobody else runs one. */
  <T> T exclusive(Section<T> section) throws IOException {
    Files.createDirectories(folder);
    synchronized (monitor()) {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        channel.lock();
        return section.run(new Stamps(channel));
      } finally {
        close(channel);
      }
    }
  }

  /** Runs the reading while nobody writes; needs no right to write. */
  <T> T shared(Reading<T> reading) throws IOException {
    if (!Files.exists(file)) {
      return reading.run(); // Nobody has written here yet, or only a copy of the objects was made.
    }
    synchronized (monitor()) {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        channel.lock(0, Long.MAX_VALUE, true);
        return reading.run();
      } finally {
        close(channel);
      }
    }
  }

  /**
   * One object per folder and virtual machine. A file lock keeps out other processes but not other
   * threads, and closing any channel on the file gives up the process's lock. So all users of a
   * folder must meet at one monitor, whatever store object or class loader they come from; interned
   * strings are what a virtual machine shares.
   */
  private Object monitor() throws IOException {
    return ("dev.lsml file store " + folder.toRealPath()).intern();
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock is gone with the descriptor; and what was done is done, not to be reported failed.
    }
  }
}
