// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.output;

import dev.lsml.preannotate.rows.Trouble;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that grows at its end, through a buffer. Not thread-safe. */
final class AppendFile implements Closeable {
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private long length;

  private AppendFile(FileChannel channel, long length) {
    this.channel = channel;
    this.length = length;
  }

  /**
   * Opens a file to go on at a length; what is beyond it is cut off.
   *
   * @throws Trouble when it is shorter
   * @throws IOException when it cannot be written
   */
  static AppendFile at(Path file, long length) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.size() < length) {
        throw new Trouble(
            "The output cannot be gone on with",
            file + " has " + channel.size() + " bytes, and the journal says " + length + " or more",
            "Bring that file back, or begin anew with --restart, with Maven -Dlsml.restart");
      }
      channel.truncate(length);
      channel.position(length);
      return new AppendFile(channel, length);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Bytes, those in the buffer included. */
  long length() {
    return length;
  }

  void write(byte[] bytes) throws IOException {
    length += bytes.length;
    if (bytes.length > buffer.remaining()) {
      drain();
    }
    if (bytes.length > buffer.capacity()) {
      writeAll(ByteBuffer.wrap(bytes));
    } else {
      buffer.put(bytes);
    }
  }

  /** Has everything on the disk when it returns. */
  void force() throws IOException {
    drain();
    channel.force(true);
  }

  private void drain() throws IOException {
    buffer.flip();
    writeAll(buffer);
    buffer.clear();
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Leaves unwritten what was not forced. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
