// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.image.ClassPathJar;
import dev.lsml.deploy.image.Coordinates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * AWS's runtime interface client, which an image for Lambda needs and a zip does not: it is fetched
 * only for an image. Functions only.
 */
final class RuntimeClient {
  private static final String PROPERTIES = "runtime-client.properties";
  private static final String RUNTIME = "runtime";

  private RuntimeClient() {}

  /**
   * A project's jars with the client's behind them. What the project has already, in whatever
   * version, is not added.
   *
   * @param repositories to fetch it from
   * @throws DeployException when it cannot be fetched
   */
  static BackendJars addedTo(
      BackendJars jars,
      RepositorySystem maven,
      RepositorySystemSession session,
      List<RemoteRepository> repositories) {
    Set<String> present = new HashSet<>();
    for (ClassPathJar jar : jars.classPath()) {
      Coordinates coordinates = jar.coordinates();
      if (coordinates != null) {
        present.add(coordinates.group() + ":" + coordinates.artifact());
      }
    }
    List<ClassPathJar> classPath = new ArrayList<>(jars.classPath());
    for (Artifact artifact : resolved(maven, session, repositories)) {
      if (present.add(artifact.getGroupId() + ":" + artifact.getArtifactId())) {
        Coordinates coordinates =
            new Coordinates(
                artifact.getGroupId(), artifact.getArtifactId(), artifact.getBaseVersion());
        classPath.add(new ClassPathJar(artifact.getFile().toPath(), false, coordinates));
      }
    }
    return new BackendJars(jars.project(), classPath);
  }

  private static List<Artifact> resolved(
      RepositorySystem maven,
      RepositorySystemSession session,
      List<RemoteRepository> repositories) {
    String client = coordinates();
    Dependency root = new Dependency(new DefaultArtifact(client), RUNTIME);
    List<Artifact> artifacts = new ArrayList<>();
    try {
      for (ArtifactResult result :
          maven
              .resolveDependencies(
                  session, new DependencyRequest(new CollectRequest(root, repositories), null))
              .getArtifactResults()) {
        artifacts.add(result.getArtifact());
      }
    } catch (DependencyResolutionException e) {
      throw new DeployException(
          "AWS's client for images cannot be fetched",
          String.valueOf(e.getMessage()),
          "See that Maven reaches its repositories and is not offline, or deploy a zip, which does"
              + " not need it",
          e);
    }
    return artifacts;
  }

  /** The client's, as the build of this plugin wrote them down. */
  static String coordinates() {
    Properties properties = new Properties();
    try (InputStream in = RuntimeClient.class.getResourceAsStream(PROPERTIES)) {
      if (in == null) {
        throw new IllegalStateException("the plugin's jar has no " + PROPERTIES);
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return String.valueOf(properties.getProperty("client"));
  }
}
