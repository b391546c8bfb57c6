// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes what a new file shall contain. */
@FunctionalInterface
interface FileContent {
  void writeTo(FileChannel channel) throws IOException;

  static FileContent of(byte[] bytes) {
    return channel -> {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    };
  }

  /** All of a file that is open for reading. */
  static FileContent of(FileChannel source) {
    return channel -> copy(source, channel);
  }

  static void copy(FileChannel source, FileChannel target) throws IOException {
    long size = source.size();
    for (long done = 0; done < size; ) {
      long more = source.transferTo(done, size - done, target);
      if (more == 0) {
        throw new IOException("the file became shorter while it was read");
      }
      done += more;
    }
  }
}
