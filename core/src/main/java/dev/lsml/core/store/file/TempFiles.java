// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Content on its way: written and forced to disk here, then moved to where it belongs. Whatever a
 * killed process leaves is deleted after a day. Thread-safe.
 */
final class TempFiles {
  /** Longer than any upload takes. */
  private static final Duration STRAY = Duration.ofDays(1);

  private final Path folder;
  private final Clock clock;
  private final AtomicLong counter = new AtomicLong();
  private final AtomicBoolean swept = new AtomicBoolean();

  TempFiles(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Writes a new file and forces it to disk. */
  Path write(FileContent content) throws IOException {
    Files.createDirectories(folder);
    if (swept.compareAndSet(false, true)) {
      sweep();
    }
    while (true) {
      // Process numbers do not tell containers apart; that the file is new is what counts.
      Path file = folder.resolve(clock.millis() + "-" + counter.incrementAndGet());
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        try {
          content.writeTo(channel);
          channel.force(true);
        } catch (IOException | RuntimeException e) {
          discard(file);
          throw e;
        }
        return file;
      } catch (FileAlreadyExistsException e) {
        // Another process's; the counter goes on.
      }
    }
  }

  /** Deletes a file that is not needed any more, if it is still here. */
  void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is in nobody's way, and swept in a day.
    }
  }

  private void sweep() throws IOException {
    Instant old = clock.instant().minus(STRAY);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        try {
          if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
            discard(file);
          }
        } catch (NoSuchFileException e) {
          // Moved or swept by another process.
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
