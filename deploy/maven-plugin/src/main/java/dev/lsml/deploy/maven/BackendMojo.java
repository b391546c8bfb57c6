// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.core.labelstudio.LabelStudioException;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.aws.AwsBackend;
import dev.lsml.deploy.aws.AwsPlace;
import dev.lsml.deploy.aws.AwsSettings;
import dev.lsml.deploy.gcp.GcpSettings;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.operate.Backend;
import dev.lsml.deploy.operate.GoogleBackend;
import dev.lsml.deploy.operate.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What the goals have in common that look after one backend. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
abstract class BackendMojo extends AbstractMojo {
  private static final String GOOGLE_PROJECT = "GOOGLE_CLOUD_PROJECT";

  /** The folder of the backend that is meant, below the root of the build. */
  @Parameter(property = "lsml.backend")
  private @Nullable String backend;

  /** The id of the Google Cloud project; the environment's GOOGLE_CLOUD_PROJECT when not set. */
  @Parameter(property = "gcp.project")
  private @Nullable String gcpProject;

  /** The region of the service. */
  @Parameter(property = "gcp.region", defaultValue = GcpSettings.DEFAULT_REGION)
  private String region;

  /** The name of the service. */
  @Parameter(property = "gcp.service", defaultValue = "${project.artifactId}")
  private String service;

  /** The AWS region; that of the environment or of the profile when not set. */
  @Parameter(property = "aws.region")
  private @Nullable String awsRegion;

  /** The name of the function; the artifactId when not set. */
  @Parameter(property = "aws.service")
  private @Nullable String awsService;

  /** The AWS account that it has to be; whichever the credentials are of when not set. */
  @Parameter(property = "aws.account")
  private @Nullable String awsAccount;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    boolean isAlone = session.getProjects().size() == 1;
    List<Path> backends = Backends.folders(session, execution);
    if (backends.isEmpty() && !isAlone) {
      throw new MojoFailureException(
          "None of these projects is a backend that lsml can look after. Run the goal in the"
              + " backend's folder, or with the profile that it was deployed with, such as -Pgcp.");
    }
    if (!backends.isEmpty() && !Backends.isMeant(backend, session, project, execution)) {
      return;
    }
    try {
      run();
    } catch (DeployException | LabelStudioException e) {
      throw new MojoFailureException(e.getMessage(), e);
    }
  }

  /** Does it, for the backend that is meant. */
  abstract void run() throws MojoExecutionException, MojoFailureException;

  /**
   * The cloud that is named; {@code null} for none, where a goal works for a local backend too.
   *
   * @throws MojoFailureException when both are
   */
  final @Nullable CloudChoice namedCloud() throws MojoFailureException {
    try {
      return CloudChoice.of(
          session.getRequest().getActiveProfiles(),
          GcpSettings.firstOf(gcpProject) != null,
          GcpSettings.firstOf(awsRegion, awsService, awsAccount) != null);
    } catch (IllegalArgumentException e) {
      throw new MojoFailureException(e.getMessage(), e);
    }
  }

  /**
   * The cloud that is meant.
   *
   * @throws MojoFailureException when that is not clear; says what to do
   */
  final CloudChoice cloud() throws MojoFailureException {
    CloudChoice named = namedCloud();
    if (named == null && GcpSettings.firstOf(environment().get(GOOGLE_PROJECT)) != null) {
      return CloudChoice.GOOGLE;
    }
    if (named == null) {
      throw new MojoFailureException(
          "No cloud is named. Add -Pgcp -Dgcp.project=ID for Google Cloud Run, or -Paws for AWS"
              + " Lambda.");
    }
    return named;
  }

  /**
   * Where the deployed backend is on Google Cloud.
   *
   * @throws MojoFailureException when that is not told, or cannot be; says what to set
   */
  final Place place() throws MojoFailureException {
    GcpSettings settings = settings(Map.of(), Map.of());
    pass(settings.problems());
    return new Place(settings.project(), settings.region(), settings.service());
  }

  /** The settings for Google, which may have problems; see {@link GcpSettings}. */
  final GcpSettings settings(Map<String, Object> sizes, Map<String, String> variables) {
    String id = GcpSettings.firstOf(gcpProject, environment().get(GOOGLE_PROJECT));
    return new GcpSettings(id == null ? "" : id, region, service, sizes, variables);
  }

  /** The settings for AWS, which may have problems; see {@link AwsSettings}. */
  final AwsSettings awsSettings(
      String packaging, Map<String, Object> sizes, Map<String, String> variables) {
    String account = GcpSettings.firstOf(awsAccount);
    String name = GcpSettings.firstOf(awsService, project.getArtifactId());
    return new AwsSettings(
        account == null ? "" : account,
        AwsPlace.region(awsRegion, environment()),
        name == null ? "" : name,
        packaging,
        sizes,
        variables);
  }

  /**
   * Where the deployed backend is on AWS.
   *
   * @throws MojoFailureException when that is not told, or cannot be learned; says what to do
   */
  final AwsPlace placeOnAws() throws MojoFailureException {
    AwsPlace place = AwsPlace.of(awsSettings("", Map.of(), Map.of()), environment());
    List<Finding> problems = new ArrayList<>(place.settings().problems());
    problems.addAll(place.caller().findings());
    pass(problems);
    return place;
  }

  /**
   * The deployed backend, asked with the credentials of whoever runs Maven.
   *
   * @throws MojoFailureException when it is not told where it is
   */
  final Backend deployed() throws MojoFailureException {
    if (cloud() == CloudChoice.AWS) {
      AwsPlace place = placeOnAws();
      return new AwsBackend(place.api(), place.names());
    }
    Place place = place();
    return new GoogleBackend(GoogleApi.of(environment(), place.project()), place);
  }

  private static void pass(List<Finding> problems) throws MojoFailureException {
    if (!problems.isEmpty()) {
      throw new MojoFailureException(
          String.join("\n", problems.stream().map(Finding::toString).toList()));
    }
  }

  /** The variables of the build's process. */
  final Map<String, String> environment() {
    return System.getenv();
  }

  final MavenSession session() {
    return session;
  }

  /** The folder that the build was started in or belongs to. */
  final Path root() {
    return session.getRequest().getMultiModuleProjectDirectory().toPath();
  }

  /** The folder for what the build makes. */
  final Path buildFolder() {
    return Path.of(project.getBuild().getDirectory());
  }

  final MavenProject project() {
    return project;
  }

  final MojoExecution execution() {
    return execution;
  }

  /** The backend's own folder. */
  final Path folder() {
    return project.getBasedir().toPath();
  }
}
