// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Archives by what they were made of. An archive of the same jars differs a little every time:
 * which class a thread gets to load is chance, and JDK 25 stores how long the machine was up with
 * every soft reference. Kept, the second build of the same jars takes the first one's, so that its
 * image is the same and nothing has to be deployed; it also saves the training run.
 */
final class ArchiveCache {
  private static final int KEPT = 10;

  private final Path folder;

  ArchiveCache(Path cache) {
    this.folder = cache.resolve("archives");
  }

  /**
   * The name of an archive: a digest of everything that it depends on.
   *
   * @param recipe how it is made
   */
  static String key(Jdk runtime, String recipe, ClassPathSums sums) throws IOException {
    return Sha256.of(
        recipe
            + "\n"
            + Sha256.of(runtime.home().resolve("release"))
            + "\n"
            + Sha256.of(runtime.home().resolve("lib/modules"))
            + "\n"
            + Sha256.of(runtime.home().resolve("lib/server/libjvm.so"))
            + "\n"
            + sums.lines());
  }

  /** Copies an archive to a file, if there is one. */
  boolean get(String key, Path file) throws IOException {
    Path found = folder.resolve(key);
    if (!Files.isRegularFile(found)) {
      return false;
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.copy(found, file, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(found, FileTime.fromMillis(System.currentTimeMillis()));
    return true;
  }

  /** Keeps a copy, and only the latest used of all. */
  void put(String key, Path file) throws IOException {
    Files.createDirectories(folder);
    Path copy = Files.createTempFile(folder, "new", ".tmp");
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    Files.move(copy, folder.resolve(key), StandardCopyOption.REPLACE_EXISTING);
    List<Path> all = new ArrayList<>();
    try (var files = Files.list(folder)) {
      files.filter(f -> !f.toString().endsWith(".tmp")).forEach(all::add);
    }
    all.sort(Comparator.comparing(ArchiveCache::used).reversed());
    for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      Files.deleteIfExists(old);
    }
  }

  private static FileTime used(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // gone meanwhile
    }
  }
}
