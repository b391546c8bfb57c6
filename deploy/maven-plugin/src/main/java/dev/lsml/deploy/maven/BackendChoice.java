// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of a build's projects is meant by a name such as {@code examples/text-classifier}. */
final class BackendChoice {
  private BackendChoice() {}

  /**
   * Tells whether a project is the one.
   *
   * @param name a folder below the root, {@code null} where the project itself is meant
   * @param root where the build was started
   * @param project the project's folder
   * @param all the folders of all projects that can be served
   * @throws IllegalArgumentException when none of them is meant; names those that there are
   */
  static boolean isMeant(@Nullable String name, Path root, Path project, List<Path> all) {
    if (name == null) {
      return true;
    }
    Path meant = root.resolve(name).normalize();
    if (!all.contains(meant)) {
      List<String> names = new ArrayList<>();
      for (Path folder : all) {
        names.add(root.relativize(folder).toString().replace(File.separatorChar, '/'));
      }
      throw new IllegalArgumentException(
          "There is no backend "
              + name
              + ". Choose one with -Dlsml.backend= out of: "
              + String.join(", ", names));
    }
    return meant.equals(project);
  }
}
