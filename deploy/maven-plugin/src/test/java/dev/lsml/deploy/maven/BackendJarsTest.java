// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.image.ClassPathJar;
import dev.lsml.deploy.image.Coordinates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendJarsTest {
  @TempDir private Path folder;

  @Test
  void theProjectsOwnJarIsFirstAndTheInvokerLast() throws Exception {
    MavenProject project =
        project(
            artifact("org.example", "model", "1.0-SNAPSHOT"),
            artifact("com.google.cloud.functions.invoker", "java-function-invoker", "2.0.0"),
            artifact("dev.lsml", "lsml-gcp-function", "0.1.0"),
            artifact("org.library", "library", "2.0"));

    BackendJars jars = BackendJars.of(project, BackendJars.Server.GOOGLE);

    assertThat(jars.project()).isEqualTo(new Coordinates("org.example", "model", "1.0-SNAPSHOT"));
    assertThat(jars.classPath())
        .extracting(ClassPathJar::coordinates)
        .extracting(coordinates -> coordinates.artifact())
        .containsExactly("model", "lsml-gcp-function", "library", "java-function-invoker");
    assertThat(jars.classPath())
        .extracting(ClassPathJar::application)
        .containsExactly(true, false, false, false);
  }

  @Test
  void aProjectThatWasNotPackagedIsToldWhichCommandDoesIt() throws Exception {
    MavenProject project = project(artifact("org.example", "model", "1.0"));
    project.getArtifact().setFile(null);

    assertThatThrownBy(() -> BackendJars.of(project, BackendJars.Server.AMAZON))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "model has no jar yet. Run 'mvn deploy -Paws', which builds and tests it first.");
  }

  @Test
  void theServerOfAnotherCloudIsNotEnough() throws Exception {
    MavenProject project =
        project(
            artifact("org.example", "model", "1.0"),
            artifact("dev.lsml", "lsml-gcp-function", "0.1.0"));

    assertThatThrownBy(() -> BackendJars.of(project, BackendJars.Server.AMAZON))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "model has no server on its class path. Add the dependency dev.lsml:lsml-aws-lambda"
                + " with scope runtime, or deploy with -Paws, which adds it.");
  }

  private static MavenProject project(Artifact own, Artifact... others) {
    Model model = new Model();
    model.setGroupId(own.getGroupId());
    model.setArtifactId(own.getArtifactId());
    model.setVersion(own.getVersion());
    MavenProject project = new MavenProject(model);
    project.setArtifact(own);
    project.setArtifacts(new LinkedHashSet<>(List.of(others)));
    return project;
  }

  private Artifact artifact(String group, String name, String version) throws IOException {
    Artifact artifact =
        new DefaultArtifact(
            group, name, version, "runtime", "jar", null, new DefaultArtifactHandler("jar"));
    Path file = folder.resolve(name + ".jar");
    Files.write(file, new byte[] {1});
    artifact.setFile(file.toFile());
    return artifact;
  }
}
