// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.image.BuiltImage;
import dev.lsml.deploy.image.ClassPathJar;
import dev.lsml.deploy.image.Coordinates;
import dev.lsml.deploy.image.ImageBuilder;
import dev.lsml.deploy.image.ImageOptions;
import dev.lsml.deploy.image.ImageSpec;
import dev.lsml.deploy.image.LayerSize;
import dev.lsml.deploy.image.RegistryLogin;
import dev.lsml.deploy.plan.Images;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The image of a Maven project: its jar and what that needs at run time. */
final class BackendImage implements Images {
  private static final String SERVER = "lsml-gcp-function";
  private static final String TAG = "latest";
  private static final String GOOGLE = "-docker.pkg.dev";

  private final Coordinates project;
  private final List<ClassPathJar> classPath;
  private final Path work;
  private final Map<String, String> environment;
  private final ImageOptions options;
  private final Log log;

  /**
   * Takes what Maven knows of the project now.
   *
   * @param options how it is made
   * @throws MojoFailureException when there is no jar yet, or no server on the class path
   */
  BackendImage(
      MavenProject project,
      Path buildFolder,
      Map<String, String> environment,
      ImageOptions options,
      Log log)
      throws MojoFailureException {
    this.project =
        new Coordinates(project.getGroupId(), project.getArtifactId(), project.getVersion());
    this.classPath = classPath(project);
    this.work = buildFolder.resolve("lsml").resolve("image");
    this.environment = environment;
    this.options = options;
    this.log = log;
  }

  private static List<ClassPathJar> classPath(MavenProject project) throws MojoFailureException {
    File jar = project.getArtifact().getFile();
    if (jar == null || !jar.isFile()) {
      throw new MojoFailureException(
          project.getArtifactId()
              + " has no jar yet. Run 'mvn deploy -Pgcp', which builds and tests it first.");
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
      hasServer |= artifact.getArtifactId().equals(SERVER);
    }
    if (!hasServer) {
      throw new MojoFailureException(
          project.getArtifactId()
              + " has no server on its class path. Add the dependency dev.lsml:"
              + SERVER
              + " with scope runtime, or deploy with -Pgcp, which adds it.");
    }
    classPath.addAll(last);
    return classPath;
  }

  private static Coordinates coordinates(Artifact artifact) {
    return new Coordinates(
        artifact.getGroupId(), artifact.getArtifactId(), artifact.getBaseVersion());
  }

  @Override
  public String push(String name) {
    return made(image -> image.push(name, TAG, login(name)).reference());
  }

  /** Builds it and writes it to a file, for others to take from there. */
  String write(Path file) {
    return made(image -> image.write(file, project.artifact() + ":" + TAG).digest());
  }

  /** What is done with an image. */
  @FunctionalInterface
  private interface Use {
    String of(BuiltImage image) throws InterruptedException;
  }

  private String made(Use use) {
    ImageSpec spec = new ImageSpec(project, classPath, ImageSpec.CLOUD_RUN, work, options);
    try {
      BuiltImage image = new ImageBuilder(line -> log.info("  " + line)).build(spec);
      for (LayerSize layer : image.layers()) {
        log.info("  layer " + layer);
      }
      return use.of(image);
    } catch (IOException e) {
      throw new DeployException(
          "The image cannot be built",
          String.valueOf(e.getMessage()),
          "See that there is room in " + work + " and run the same command again",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(
          "The image was not finished", "it was interrupted", "Run the same command again", e);
    }
  }

  /** Google's own registries take the token that everything else is done with. */
  private @Nullable RegistryLogin login(String name) {
    String host = name.substring(0, name.indexOf('/'));
    if (!host.endsWith(GOOGLE)) {
      return null;
    }
    String token = GoogleApi.credentials(environment, "").token().value();
    return RegistryLogin.googleAccessToken(token);
  }
}
