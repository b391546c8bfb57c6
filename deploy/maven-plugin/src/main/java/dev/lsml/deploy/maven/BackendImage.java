// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.image.BuiltImage;
import dev.lsml.deploy.image.ClassPathJar;
import dev.lsml.deploy.image.ImageBuilder;
import dev.lsml.deploy.image.ImageOptions;
import dev.lsml.deploy.image.ImageSpec;
import dev.lsml.deploy.image.LayerSize;
import dev.lsml.deploy.image.OwnPlatform;
import dev.lsml.deploy.image.Program;
import dev.lsml.deploy.image.RegistryLogin;
import dev.lsml.deploy.plan.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The image of a Maven project: its jar and what that needs at run time. */
final class BackendImage implements Images {
  private static final String TAG = "latest";
  private static final String GOOGLE = "-docker.pkg.dev";

  private final BackendJars jars;
  private final Path work;
  private final Path ownJars;
  private final Program program;
  private final ImageOptions options;
  private final Function<String, @Nullable RegistryLogin> logins;
  private final Log log;

  /**
   * The image for Cloud Run, of what Maven knows of the project now.
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
    this(
        BackendJars.of(project, BackendJars.Server.GOOGLE),
        Program.onCloudRun(),
        buildFolder,
        options,
        host -> googleLogin(host, environment),
        log);
  }

  /**
   * An image of these jars.
   *
   * @param logins by the registry's host; {@code null} for whatever this machine knows
   */
  BackendImage(
      BackendJars jars,
      Program program,
      Path buildFolder,
      ImageOptions options,
      Function<String, @Nullable RegistryLogin> logins,
      Log log) {
    this.jars = jars;
    this.program = program;
    this.work = buildFolder.resolve("lsml").resolve("image");
    this.ownJars = buildFolder.resolve("lsml").resolve("jars");
    this.options = options;
    this.logins = logins;
    this.log = log;
  }

  @Override
  public String push(String name) {
    return made(image -> image.push(name, TAG, login(name)).reference());
  }

  /** Builds it and writes it to a file, for others to take from there. */
  String write(Path file) {
    return made(image -> image.write(file, jars.project().artifact() + ":" + TAG).digest());
  }

  /** What is done with an image. */
  @FunctionalInterface
  private interface Use {
    String of(BuiltImage image) throws InterruptedException;
  }

  private String made(Use use) {
    try {
      List<ClassPathJar> classPath = OwnPlatform.of(jars.classPath(), ownJars);
      ImageSpec spec = new ImageSpec(jars.project(), classPath, program, work, options);
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

  private @Nullable RegistryLogin login(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? null : logins.apply(name.substring(0, slash));
  }

  /** Google's own registries take the token that everything else is done with. */
  private static @Nullable RegistryLogin googleLogin(String host, Map<String, String> environment) {
    if (!host.endsWith(GOOGLE)) {
      return null;
    }
    String token = GoogleApi.credentials(environment, "").token().value();
    return RegistryLogin.googleAccessToken(token);
  }
}
