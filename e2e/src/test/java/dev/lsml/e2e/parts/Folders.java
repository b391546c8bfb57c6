// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders under {@code target/e2e}; what is in them stays after the test, for whoever asks why. */
public final class Folders {
  private Folders() {}

  /** An empty folder for a test; what an earlier run left there is removed. */
  public static Path fresh(Class<?> test) throws IOException {
    Path folder = Path.of("target", "e2e", test.getSimpleName()).toAbsolutePath();
    delete(folder);
    return Files.createDirectories(folder);
  }

  /** Removes a folder with all that is in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
