// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import dev.lsml.core.files.TaskFileException.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds files below a folder and nowhere else. */
final class LocalFiles {
  private LocalFiles() {}

  /**
   * Looks for a file.
   *
   * @param relative with slashes, decoded
   * @return {@code null} when there is no such file
   * @throws FileFailure when the path leads out of the folder, by {@code ..} or by a link
   */
  static @Nullable Path find(Path folder, String relative) throws FileFailure {
    checkPlain(relative);
    Path file;
    try {
      file = folder.resolve(relative).normalize();
    } catch (InvalidPathException e) {
      throw outside();
    }
    if (!file.startsWith(folder.normalize())) {
      throw outside();
    }
    try {
      if (!Files.isRegularFile(file)) {
        return null;
      }
      Path real = file.toRealPath();
      if (!real.startsWith(folder.toRealPath())) {
        throw outside();
      }
      return real;
    } catch (IOException e) {
      throw new FileFailure(
          Step.LOCAL_FILE,
          "the file cannot be read here",
          "Check that this process may read the mounted folder",
          e);
    }
  }

  /**
   * Refuses what could lead elsewhere.
   *
   * @throws FileFailure for an absolute path, {@code ..}, a backslash or a control character
   */
  static void checkPlain(String relative) throws FileFailure {
    if (relative.isEmpty() || relative.startsWith("/")) {
      throw outside();
    }
    for (int i = 0; i < relative.length(); i++) {
      if (relative.charAt(i) < ' ' || relative.charAt(i) == '\\') {
        throw outside();
      }
    }
    for (int start = 0; start <= relative.length(); ) {
      int end = relative.indexOf('/', start);
      end = end < 0 ? relative.length() : end;
      if (relative.substring(start, end).equals("..")) {
        throw outside();
      }
      start = end + 1;
    }
  }

  private static FileFailure outside() {
    return new FileFailure(
        Step.LOCAL_FILE,
        "the path leads out of the folder that files may be read from",
        "Correct the task's data: a path below the mounted folder, without '..' and links");
  }
}
