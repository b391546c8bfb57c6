// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.gcp.GcpSettings;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Predicts for a whole file, or for a whole project of Label Studio, with the backend's version in
 * force; killed at any point, the same command goes on where it was.
 */
@Mojo(
    name = "preannotate",
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class PreannotateMojo extends StoreMojo {
  private static final int DONE_WITH_REJECTS = 3;

  /** It is killed without harm. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What runs it; a project that is not deployed has none of it on its own class path. */
  private static final List<String> PROGRAM = List.of("lsml-preannotate", "fastcsv");

  private final SettingsDecrypter decrypter;

  /** What to predict for: a file, {@code gs://} or {@code s3://} with bucket and key. */
  @Parameter(property = "lsml.input")
  private @Nullable String input;

  /** Where the tasks with their predictions go, in Label Studio's import JSON. */
  @Parameter(property = "lsml.output")
  private @Nullable String output;

  /** The input's format, where its name does not say it: csv, tsv, json or jsonl. */
  @Parameter(property = "lsml.format")
  private @Nullable String format;

  /** A file with the labelling interface as XML; the project's as last set up when not set. */
  @Parameter(property = "lsml.labelConfig")
  private @Nullable String labelConfig;

  /** Where the tasks of a Label Studio project are listed that got no prediction. */
  @Parameter(property = "lsml.rejects")
  private @Nullable String rejects;

  /** Begins another output file at this size. */
  @Parameter(property = "lsml.partMegabytes")
  private @Nullable Integer partMegabytes;

  /** How many predict at once; as many as there are cores when not set. */
  @Parameter(property = "lsml.threads")
  private @Nullable Integer threads;

  /** Begins anew instead of going on. */
  @Parameter(property = "lsml.restart", defaultValue = "false")
  private boolean restart;

  /** Where the versions are, as in LSML_STORE; the deployed backend's or the local one when not. */
  @Parameter(property = "lsml.store")
  private @Nullable String storeName;

  /** The address of Label Studio; the environment's LABEL_STUDIO_URL when not set. */
  @Parameter(property = "labelstudio.url")
  private @Nullable String url;

  /**
   * The key of Label Studio's API. The environment's LABEL_STUDIO_API_KEY and the server {@code
   * label-studio} of Maven's settings go before it, and keep it out of the shell's history.
   */
  @Parameter(property = "labelstudio.apiKey")
  private @Nullable String apiKey;

  @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
  private List<Artifact> pluginArtifacts;

  /** For Maven. */
  @Inject
  public PreannotateMojo(SettingsDecrypter decrypter) {
    this.decrypter = decrypter;
  }

  @Override
  @Nullable String namedStore() {
    return GcpSettings.firstOf(storeName);
  }

  @Override
  void run(URI store, @Nullable String labelStudioProject)
      throws MojoFailureException, MojoExecutionException {
    ApiKeyChoice choice = ApiKeyChoice.of(environment(), serverPassword(), apiKey);
    if (choice.warning() != null) {
      getLog().warn(choice.warning());
    }
    Map<String, @Nullable Object> options = new LinkedHashMap<>();
    options.put("--input", input);
    options.put("--output", output);
    options.put("--format", format);
    options.put("--label-config", labelConfig);
    options.put("--project", labelStudioProject);
    options.put("--rejects", rejects);
    options.put("--part-megabytes", partMegabytes);
    options.put("--threads", threads);
    LocalLaunch launch =
        PreannotateLaunch.plan(
            Path.of(System.getProperty("java.home")),
            classPath(),
            options,
            restart,
            Terminal.isThere(),
            store,
            GcpSettings.firstOf(url),
            choice.key(),
            storeEnvironment(),
            Path.of(session().getRequest().getBaseDirectory()));
    getLog().debug(launch.toString());
    int code = run(launch);
    if (code == DONE_WITH_REJECTS) {
      getLog().warn("Some records got no prediction; the list above says which and why.");
    } else if (code != 0) {
      throw new MojoFailureException(
          "Pre-annotation ended with exit code " + code + "; what it printed above says why.");
    }
  }

  private List<Path> classPath() throws MojoFailureException {
    List<Path> classPath = new ArrayList<>();
    File jar = project().getArtifact().getFile();
    Path own = jar != null ? jar.toPath() : Path.of(project().getBuild().getOutputDirectory());
    if (!Files.exists(own)) {
      throw new MojoFailureException(
          project().getArtifactId()
              + " is not built yet. Run 'mvn package lsml:preannotate' with the same settings.");
    }
    classPath.add(own);
    List<Path> last = new ArrayList<>();
    List<String> there = new ArrayList<>();
    for (Artifact artifact : project().getArtifacts()) {
      boolean isInvoker = artifact.getArtifactId().equals(LocalLaunch.INVOKER);
      (isInvoker ? last : classPath).add(artifact.getFile().toPath());
      there.add(artifact.getArtifactId());
    }
    for (Artifact artifact : pluginArtifacts) {
      String id = artifact.getArtifactId();
      if (PROGRAM.contains(id) && !there.contains(id)) {
        classPath.add(artifact.getFile().toPath());
      }
    }
    classPath.addAll(last);
    return classPath;
  }

  private static int run(LocalLaunch launch) throws MojoExecutionException {
    try {
      return new ChildProcess(PATIENCE).run(launch);
    } catch (IOException e) {
      throw new MojoExecutionException("Pre-annotation cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("Interrupted while pre-annotation was running", e);
    }
  }

  private @Nullable String serverPassword() {
    Server server = session().getSettings().getServer(ApiKeyChoice.SERVER);
    return server == null
        ? null
        : decrypter.decrypt(new DefaultSettingsDecryptionRequest(server)).getServer().getPassword();
  }
}
