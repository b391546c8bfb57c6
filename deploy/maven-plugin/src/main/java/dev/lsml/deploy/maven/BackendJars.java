// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.image.ClassPathJar;
import dev.lsml.deploy.image.Coordinates;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/**
 * A Maven project as it is deployed: its jar and what that needs at run time. Immutable.
 *
 * @param project the project itself
 * @param classPath the project's own jar first
 */
record BackendJars(Coordinates project, List<ClassPathJar> classPath) {
  /** What turns a cloud's requests into ours. */
  enum Server {
    /** For Cloud Run. */
    GOOGLE("lsml-gcp-function", "gcp"),

    /** For Lambda. */
    AMAZON("lsml-aws-lambda", "aws");

    private final String artifact;
    private final String profile;

    Server(String artifact, String profile) {
      this.artifact = artifact;
      this.profile = profile;
    }
  }

  /**
   * Takes what Maven knows of the project now.
   *
   * @throws MojoFailureException when there is no jar yet, or not this server on the class path
   */
  static BackendJars of(MavenProject project, Server server) throws MojoFailureException {
    File jar = project.getArtifact().getFile();
    if (jar == null || !jar.isFile()) {
      throw new MojoFailureException(
          project.getArtifactId()
              + " has no jar yet. Run 'mvn deploy -P"
              + server.profile
              + "', which builds and tests it first.");
    }
    List<ClassPathJar> classPath = new ArrayList<>();
    classPath.add(new ClassPathJar(jar.toPath(), true, coordinates(project.getArtifact())));
    List<ClassPathJar> last = new ArrayList<>();
    boolean hasServer = false;
    for (Artifact artifact : project.getArtifacts()) {
      boolean isInvoker = artifact.getArtifactId().equals(LocalLaunch.INVOKER);
      (isInvoker ? last : classPath)
          .add(
              new ClassPathJar(
                  artifact.getFile().toPath(), artifact.isSnapshot(), coordinates(artifact)));
      hasServer |= artifact.getArtifactId().equals(server.artifact);
    }
    if (!hasServer) {
      throw new MojoFailureException(
          project.getArtifactId()
              + " has no server on its class path. Add the dependency dev.lsml:"
              + server.artifact
              + " with scope runtime, or deploy with -P"
              + server.profile
              + ", which adds it.");
    }
    classPath.addAll(last);
    return new BackendJars(coordinates(project), List.copyOf(classPath));
  }

  private static Coordinates coordinates(MavenProject project) {
    return new Coordinates(project.getGroupId(), project.getArtifactId(), project.getVersion());
  }

  private static Coordinates coordinates(Artifact artifact) {
    return new Coordinates(
        artifact.getGroupId(), artifact.getArtifactId(), artifact.getBaseVersion());
  }
}
