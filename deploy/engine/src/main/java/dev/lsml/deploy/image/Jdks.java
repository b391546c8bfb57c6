// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the JDK that an image's runtime is linked from. */
final class Jdks {
  /** The release with the best archives; older class files run on it all the same. */
  static final int PREFERRED = 25;

  private Jdks() {}

  /**
   * The JDK that was asked for, else a JDK 25 beside the one that builds or in the usual folder,
   * else the one that builds.
   *
   * <p>Temurin goes before others: it needs no C++ library in the base image, and runs on older C
   * libraries than a distribution's own build does.
   *
   * @param wanted {@code null} when none was asked for
   * @param builds the home of the JDK that builds
   * @throws DeployException when the one that was asked for is none
   */
  static Jdk choose(@Nullable Path wanted, Path builds) {
    if (wanted != null) {
      Jdk jdk = Jdk.in(wanted);
      if (jdk == null) {
        throw new DeployException(
            "The image's Java runtime cannot be made",
            "there is no JDK in " + wanted,
            "Name the home of a JDK in -Dlsml.image.jdk=, or leave it out");
      }
      return jdk;
    }
    Jdk own = Jdk.in(builds);
    if (own == null) {
      throw new DeployException(
          "The image's Java runtime cannot be made",
          "the JDK that runs this build, in " + builds + ", does not say what it is",
          "Name the home of a JDK in -Dlsml.image.jdk=");
    }
    if (own.feature() > PREFERRED) {
      return own; // what was compiled by it may not run on an older one
    }
    Jdk best = own;
    List<Path> folders = new ArrayList<>();
    addFolders(folders, builds.getParent());
    addFolders(folders, Path.of("/usr/lib/jvm"));
    for (Path folder : folders) {
      Jdk found = Jdk.in(folder);
      if (found != null && rank(found) > rank(best)) {
        best = found;
      }
    }
    return best;
  }

  private static int rank(Jdk jdk) {
    if (jdk.feature() != PREFERRED || !jdk.links()) {
      return 0;
    }
    return jdk.vendor().contains("Adoptium") ? 2 : 1;
  }

  private static void addFolders(List<Path> folders, @Nullable Path parent) {
    if (parent == null || !Files.isDirectory(parent)) {
      return;
    }
    try (var found = Files.list(parent)) {
      found.sorted().forEach(folders::add);
    } catch (IOException e) {
      return; // a folder that cannot be listed has no JDK for us
    }
  }
}
