// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.image.ClassPathJar;
import dev.lsml.deploy.image.Coordinates;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.DependencyResult;
import org.junit.jupiter.api.Test;

class RuntimeClientTest {
  private static final RepositorySystemSession SESSION = new DefaultRepositorySystemSession();

  private final List<DependencyRequest> asked = new ArrayList<>();

  @Test
  void theClientComesBehindTheProjectAndBringsNothingTwice() {
    BackendJars jars =
        jars(
            new Coordinates("org.example", "model", "1.0"),
            new Coordinates("com.amazonaws", "aws-lambda-java-core", "1.3.0"));
    RepositorySystem maven =
        maven(
            "com.amazonaws:aws-lambda-java-runtime-interface-client:2.9.0",
            "com.amazonaws:aws-lambda-java-core:1.4.0",
            "com.amazonaws:aws-lambda-java-serialization:1.2.0");

    BackendJars with = RuntimeClient.addedTo(jars, maven, SESSION, List.of());

    assertThat(with.project()).isEqualTo(jars.project());
    assertThat(with.classPath())
        .extracting(jar -> String.valueOf(jar.coordinates()))
        .containsExactly(
            "org.example:model:1.0",
            "com.amazonaws:aws-lambda-java-core:1.3.0",
            "com.amazonaws:aws-lambda-java-runtime-interface-client:2.9.0",
            "com.amazonaws:aws-lambda-java-serialization:1.2.0");
    assertThat(asked.get(0).getCollectRequest().getRoot().toString())
        .startsWith("com.amazonaws:aws-lambda-java-runtime-interface-client:jar:")
        .endsWith(" (runtime)");
  }

  @Test
  void theVersionIsTheOneThatThisBuildPins() {
    assertThat(RuntimeClient.coordinates())
        .matches("com\\.amazonaws:aws-lambda-java-runtime-interface-client:\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void aClientThatCannotBeFetchedIsSaidWithTheWayAround() {
    BackendJars jars = jars(new Coordinates("org.example", "model", "1.0"));

    assertThatThrownBy(() -> RuntimeClient.addedTo(jars, maven(), SESSION, List.of()))
        .isInstanceOf(DeployException.class)
        .hasMessageStartingWith("AWS's client for images cannot be fetched: ")
        .hasMessageEndingWith(
            "See that Maven reaches its repositories and is not offline, or deploy a zip, which"
                + " does not need it");
  }

  private static BackendJars jars(Coordinates... coordinates) {
    List<ClassPathJar> classPath = new ArrayList<>();
    for (Coordinates each : coordinates) {
      classPath.add(new ClassPathJar(Path.of(each.artifact() + ".jar"), false, each));
    }
    return new BackendJars(coordinates[0], classPath);
  }

  /** Resolves everything to these; fails when there are none. */
  private RepositorySystem maven(String... results) {
    return (RepositorySystem)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {RepositorySystem.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("resolveDependencies");
              DependencyRequest request = (DependencyRequest) arguments[1];
              asked.add(request);
              DependencyResult result = new DependencyResult(request);
              if (results.length == 0) {
                throw new DependencyResolutionException(
                    result, new IllegalStateException("offline"));
              }
              List<ArtifactResult> artifacts = new ArrayList<>();
              for (String each : results) {
                Artifact artifact =
                    new DefaultArtifact(each).setFile(Path.of("client.jar").toFile());
                artifacts.add(new ArtifactResult(new ArtifactRequest()).setArtifact(artifact));
              }
              return result.setArtifactResults(artifacts);
            });
  }
}
