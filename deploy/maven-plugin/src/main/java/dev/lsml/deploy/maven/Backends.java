// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Which of a build's projects a goal is for: a build may have many, and a goal runs in each. */
final class Backends {
  /** What a model is found by. */
  private static final String MODEL = "dev.lsml.core.model.LabelStudioModel";

  private Backends() {}

  /**
   * Tells whether the goal is for a project.
   *
   * @param name a folder below the root, {@code null} where there is only one
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

  /**
   * The folders of all projects of the build that use this plugin and have a model; where none has
   * one, of all that use it.
   */
  static List<Path> folders(MavenSession session, MojoExecution execution) {
    List<Path> folders = new ArrayList<>();
    List<Path> models = new ArrayList<>();
    for (MavenProject each : session.getAllProjects()) {
      Plugin plugin = each.getPlugin(execution.getPlugin().getKey());
      if (plugin != null && !isPom(each)) {
        Path folder = each.getBasedir().toPath();
        folders.add(folder);
        if (hasModel(each)) {
          models.add(folder);
        }
      }
    }
    return models.isEmpty() ? folders : models;
  }

  private static boolean hasModel(MavenProject project) {
    List<String> folders = new ArrayList<>();
    folders.add(project.getBuild().getOutputDirectory());
    for (Resource resource : project.getResources()) {
      folders.add(resource.getDirectory());
    }
    for (String folder : folders) {
      if (Files.exists(Path.of(folder, "META-INF", "services", MODEL))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPom(MavenProject project) {
    return project.getPackaging().equals("pom");
  }
}
