// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a project that got no prediction in this run; the file is made for the first of
 * them, and an older one removed. Not thread-safe.
 */
final class RejectFile implements Closeable {
  private final Path file;
  private @Nullable OutputStream out;
  private long count;

  RejectFile(Path file) throws IOException {
    this.file = file;
    Files.deleteIfExists(file);
  }

  void add(long task, String reason, @Nullable Object raw) throws IOException {
    OutputStream lines = out;
    if (lines == null) {
      lines = new BufferedOutputStream(Files.newOutputStream(file));
      out = lines;
    }
    lines.write(Rejects.json("task", task, reason, raw));
    lines.write('\n');
    count++;
  }

  long count() {
    return count;
  }

  Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
