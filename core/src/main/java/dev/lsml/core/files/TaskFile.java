// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A task's file, held until it is closed: as long as it is open the cache does not remove it.
 * Thread-safe; closing twice does nothing.
 */
public final class TaskFile implements AutoCloseable {
  private final Path path;
  private final Runnable release;
  private boolean closed;

  TaskFile(Path path, Runnable release) {
    this.path = path;
    this.release = release;
  }

  /** The file, not to be changed. */
  public Path path() {
    return path;
  }

  /**
   * The content.
   *
   * @throws IOException when it cannot be read
   */
  public byte[] bytes() throws IOException {
    return Files.readAllBytes(path);
  }

  /**
   * The content as a stream, to be closed by the caller.
   *
   * @throws IOException when it cannot be read
   */
  public InputStream stream() throws IOException {
    return Files.newInputStream(path);
  }

  /** Lets the cache remove the file when it needs the room. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    release.run();
  }
}
