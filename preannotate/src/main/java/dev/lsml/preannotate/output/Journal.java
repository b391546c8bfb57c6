// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.output;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.preannotate.rows.Trouble;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What a run was started with, and then one line for each point that it can go on from. A line is
 * its checksum, a blank and JSON; it is written to the disk after what it vouches for, and what
 * follows a line that is not whole is cut off. Locked while it is open, so that two runs never
 * write the same output. Not thread-safe.
 */
final class Journal implements Closeable {
  private final FileChannel channel;
  private @Nullable Map<String, @Nullable Object> run;
  private Commit last = Commit.NOTHING;

  private Journal(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens a journal, a new one where there is none.
   *
   * @throws Trouble when another process has it open
   */
  static Journal open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (lock(channel) == null) {
        throw new Trouble(
            "The output is being written already",
            "another process has " + file + " open",
            "Wait for it, or name another output");
      }
      Journal journal = new Journal(channel);
      journal.read(Files.readAllBytes(file));
      return journal;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void read(byte[] bytes) throws IOException {
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        JsonView line = line(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        if (line == null) {
          break;
        } else if (run == null) {
          run = line.object();
        } else {
          last = Commit.of(line);
        }
        start = i + 1;
      }
    }
    channel.truncate(start);
    channel.position(start);
  }

  /** What a line says; {@code null} when it is not whole. */
  private static @Nullable JsonView line(String text) {
    int blank = text.indexOf(' ');
    if (blank < 0 || !text.substring(0, blank).equals(checksum(text.substring(blank + 1)))) {
      return null;
    }
    try {
      return JsonView.of(Json.read(text.substring(blank + 1)));
    } catch (JsonException e) {
      return null;
    }
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  /** What the run was started with; {@code null} when it is a new one. */
  @Nullable Map<String, @Nullable Object> run() {
    return run;
  }

  /** The last point to go on from. */
  Commit last() {
    return last;
  }

  /** Forgets everything, and starts with this. */
  void begin(Map<String, @Nullable Object> newRun) throws IOException {
    channel.truncate(0);
    channel.position(0);
    last = Commit.NOTHING;
    run = newRun;
    write(newRun);
  }

  /** Vouches for what is on the disk. */
  void commit(Commit commit) throws IOException {
    write(commit.json());
    last = commit;
  }

  private void write(Map<String, @Nullable Object> json) throws IOException {
    String text = Json.text(json);
    ByteBuffer line =
        ByteBuffer.wrap((checksum(text) + " " + text + "\n").getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      channel.write(line);
    }
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
