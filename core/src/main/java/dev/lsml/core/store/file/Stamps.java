// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import dev.lsml.core.store.Revision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * Gives each written file a modification time that no file of the store has ever had, and with it
 * its revision. The greatest time given is kept in the lock file, so that the times rise even over
 * deletes and when the clock goes back. Microseconds since 1970: all that JDK 17 sets. Only used
 * under the lock.
 */
final class Stamps {
  /** FAT keeps even seconds, the coarsest of all. */
  private static final long COARSEST = 2_000_000;

  private static final int DIGITS = 19;

  /** Sets a file's modification time, and gives back what the file system made of it. */
  interface Times {
    long set(Path file, long stamp) throws IOException;
  }

  private final FileChannel kept;
  private final Times times;

  Stamps(FileChannel kept) {
    this(kept, Stamps::set);
  }

  Stamps(FileChannel kept, Times times) {
    this.kept = kept;
    this.times = times;
  }

  /** The revision of a file that was last modified then. */
  static Revision revision(FileTime modified) {
    return new Revision(Long.toString(modified.to(TimeUnit.MICROSECONDS)));
  }

  /**
   * The revision of a file.
   *
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  static Revision revisionOf(Path file) throws IOException {
    return revision(Files.getLastModifiedTime(file));
  }

  /**
   * Stamps a file.
   *
   * @param now the time it should bear if nothing speaks against it
   * @param above a stamp that the new one must exceed, whatever was kept
   * @return the file's revision
   */
  Revision stamp(Path file, long now, long above) throws IOException {
    long last = Math.max(above, last());
    long stamp = times.set(file, Math.max(now, last + 1));
    if (stamp <= last) { // A file system with coarse times runs ahead of the clock instead.
      stamp = times.set(file, last + COARSEST);
    }
    if (stamp <= last) {
      throw new IOException("the file system does not keep the modification time of " + file);
    }
    keep(stamp);
    return new Revision(Long.toString(stamp));
  }

  private static long set(Path file, long stamp) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(stamp, TimeUnit.MICROSECONDS));
    return Files.getLastModifiedTime(file).to(TimeUnit.MICROSECONDS);
  }

  /** Zero when nothing readable is kept, as after a power failure: then the clock decides. */
  private long last() throws IOException {
    ByteBuffer digits = ByteBuffer.allocate(DIGITS);
    kept.read(digits, 0);
    long last = 0;
    for (int i = 0; i < digits.position(); i++) {
      int digit = digits.get(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      last = last * 10 + digit;
    }
    return digits.hasRemaining() ? 0 : last;
  }

  private void keep(long stamp) throws IOException {
    String digits = Long.toString(stamp);
    String line = "0".repeat(DIGITS - digits.length()) + digits + "\n";
    kept.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), 0);
  }
}
