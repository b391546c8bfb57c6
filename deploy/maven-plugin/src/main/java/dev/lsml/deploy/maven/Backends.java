// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Which of a build's projects a goal is for: a build may have many, and a goal runs in each. */
final class Backends {
  private Backends() {}

  /**
   * Tells whether the goal is for a project.
   *
   * @param name a folder below the root, {@code null} where every backend is meant
   * @throws MojoFailureException when there is no such backend; names those that there are
   */
  static boolean isMeant(
      @Nullable String name, MavenSession session, MavenProject project, MojoExecution execution)
      throws MojoFailureException {
    if (isPom(project)) {
      return false;
    }
    Path root = session.getRequest().getMultiModuleProjectDirectory().toPath();
    try {
      return BackendChoice.isMeant(
          name, root, project.getBasedir().toPath(), folders(session, execution));
    } catch (IllegalArgumentException e) {
      throw new MojoFailureException(e.getMessage(), e);
    }
  }

  /** The folders of all projects of the build that use this plugin. */
  static List<Path> folders(MavenSession session, MojoExecution execution) {
    List<Path> folders = new ArrayList<>();
    for (MavenProject each : session.getAllProjects()) {
      Plugin plugin = each.getPlugin(execution.getPlugin().getKey());
      if (plugin != null && !isPom(each)) {
        folders.add(each.getBasedir().toPath());
      }
    }
    return folders;
  }

  private static boolean isPom(MavenProject project) {
    return project.getPackaging().equals("pom");
  }
}
