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
   * @param name a folder below the root, {@code null} where there is only one to choose from
   * @param root where the build was started
   * @param project the project's folder
   * @param all the folders of all projects that can be served
   * @throws IllegalArgumentException when none of them is meant; names those that there are
   */
  static boolean isMeant(@Nullable String name, Path root, Path project, List<Path> all) {
    if (name == null) {
      if (all.size() > 1) {
        throw new IllegalArgumentException(
            "There are several backends. Choose one with -Dlsml.backend= out of: "
                + names(root, all));
      }
      return all.isEmpty() || all.contains(project);
    }
    Path meant = root.resolve(name).normalize();
    if (!all.contains(meant)) {
      throw new IllegalArgumentException(
          "There is no backend "
              + name
              + ". Choose one with -Dlsml.backend= out of: "
              + names(root, all));
    }
    return meant.equals(project);
  }

  private static String names(Path root, List<Path> all) {
    List<String> names = new ArrayList<>();
    for (Path folder : all) {
      names.add(root.relativize(folder).toString().replace(File.separatorChar, '/'));
    }
    return String.join(", ", names);
  }
}
