// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Serves the project's model on this machine until Ctrl-C. */
@Mojo(
    name = "local",
    defaultPhase = LifecyclePhase.PACKAGE,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class LocalMojo extends AbstractMojo {
  private static final String SERVER = "lsml-gcp-function";
  private static final int SIGINT = 128 + 2;
  private static final int SIGTERM = 128 + 15;

  /** Longer than the server gives the requests that are running. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /**
   * The folder of the backend to serve, below the root of the build; all others are passed over.
   */
  @Parameter(property = "lsml.backend")
  private @Nullable String backend;

  /** The port to listen on; the environment's PORT, or 9090, when not set. */
  @Parameter(property = "lsml.port")
  private @Nullable Integer port;

  /** The only address to listen on; all of this machine's when not set. */
  @Parameter(property = "lsml.host")
  private @Nullable String host;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /** For Maven. */
  public LocalMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    Path root = session.getRequest().getMultiModuleProjectDirectory().toPath();
    if (!Backends.isMeant(backend, session, project, execution)) {
      getLog().debug("not the backend to serve: " + project.getBasedir());
      return;
    }
    LocalLaunch launch =
        LocalLaunch.plan(
            Path.of(System.getProperty("java.home")),
            classPath(),
            String.valueOf(project.getBasedir().toPath().getFileName()),
            root,
            host,
            port,
            System.getenv());
    getLog().debug(launch.toString());
    int code = run(launch);
    if (code != 0 && code != SIGINT && code != SIGTERM) {
      throw new MojoFailureException(
          "The local server ended with exit code " + code + "; what it printed above says why.");
    }
  }

  private List<Path> classPath() throws MojoFailureException {
    List<Path> classPath = new ArrayList<>();
    File jar = project.getArtifact().getFile();
    classPath.add(jar != null ? jar.toPath() : Path.of(project.getBuild().getOutputDirectory()));
    boolean hasServer = false;
    for (Artifact artifact : project.getArtifacts()) {
      classPath.add(artifact.getFile().toPath());
      hasServer |= artifact.getArtifactId().equals(SERVER);
    }
    if (!hasServer) {
      throw new MojoFailureException(
          project.getArtifactId()
              + " has no server on its class path. Add the dependency dev.lsml:"
              + SERVER
              + " with scope runtime, or run with -Plocal, which adds it.");
    }
    return classPath;
  }

  private static int run(LocalLaunch launch) throws MojoExecutionException {
    try {
      return new ChildProcess(PATIENCE).run(launch);
    } catch (IOException e) {
      throw new MojoExecutionException("The local server cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("Interrupted while the local server was running", e);
    }
  }
}
