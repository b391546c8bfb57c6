// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What the JDK lacks for folders. Thread-safe: no state. */
public final class Folders {
  private Folders() {}

  /**
   * Deletes a file or a folder with all that is in it; links are deleted, not followed. Does
   * nothing when there is none.
   *
   * @throws IOException when something in it cannot be deleted
   */
  public static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
