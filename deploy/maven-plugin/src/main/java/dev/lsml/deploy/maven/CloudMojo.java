// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.Finding;
import dev.lsml.deploy.aws.AwsPlace;
import dev.lsml.deploy.aws.AwsSettings;
import dev.lsml.deploy.gcp.GcpSettings;
import dev.lsml.deploy.image.ImageOptions;
import dev.lsml.deploy.image.Program;
import dev.lsml.deploy.lambda.EcrLogin;
import dev.lsml.deploy.plan.Images;
import dev.lsml.deploy.plan.LabelStudio;
import dev.lsml.deploy.wire.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** What the goals have in common that make or remove a deployment. */
abstract class CloudMojo extends BackendMojo {
  private final SettingsDecrypter decrypter;
  private final RepositorySystem maven;

  /** CPUs of one instance: 1, 2, 4, 6 or 8. */
  @Parameter(property = "gcp.cpu")
  private @Nullable String cpu;

  /** Memory of one instance, such as 1Gi. */
  @Parameter(property = "gcp.memory")
  private @Nullable String memory;

  /** Instances that run without a request; 0 costs nothing at rest. */
  @Parameter(property = "gcp.minInstances")
  private @Nullable Integer minInstances;

  /** Instances at most: the ceiling of what a flood of requests can cost. */
  @Parameter(property = "gcp.maxInstances")
  private @Nullable Integer maxInstances;

  /** What Lambda is given: zip or image; what fits when not set. */
  @Parameter(property = "aws.packaging")
  private @Nullable String packaging;

  /** Memory of the function in MB; one processor comes with 1769. */
  @Parameter(property = "aws.memory")
  private @Nullable Integer awsMemory;

  /** Lambda's runtime for a zip: java17, java21 or java25. */
  @Parameter(property = "aws.runtime")
  private @Nullable String runtime;

  /** Requests that are answered at a time at most; no limit of its own when not set. */
  @Parameter(property = "aws.maxConcurrency")
  private @Nullable Integer maxConcurrency;

  /** Memory of the function that trains, in MB. */
  @Parameter(property = "aws.trainMemory")
  private @Nullable Integer trainMemory;

  /** Further variables of what serves and what trains; nothing secret. */
  @Parameter private @Nullable Map<String, String> environment;

  /** The base image, best with its digest. */
  @Parameter(property = "lsml.image.base")
  private @Nullable String imageBase;

  /** The JDK that the image's runtime is made of; one is looked for when not set. */
  @Parameter(property = "lsml.image.jdk")
  private @Nullable String imageJdk;

  /** Modules of the JDK that the runtime gets beside those that are found, with commas. */
  @Parameter(property = "lsml.image.modules")
  private @Nullable String imageModules;

  /**
   * Whether the classes of a first answer are archived; without, cold starts take twice as long.
   */
  @Parameter(property = "lsml.image.archive", defaultValue = "true")
  private boolean imageArchive;

  /** The address of Label Studio; the environment's LABEL_STUDIO_URL when not set. */
  @Parameter(property = "labelstudio.url")
  private @Nullable String labelStudioUrl;

  /**
   * The key of Label Studio's API. The environment's LABEL_STUDIO_API_KEY and the server {@code
   * label-studio} of Maven's settings go before it, and keep it out of the shell's history.
   */
  @Parameter(property = "labelstudio.apiKey")
  private @Nullable String apiKey;

  /** The number of the project in Label Studio that the backend is registered with. */
  @Parameter(property = "labelstudio.project")
  private @Nullable Long labelStudioProject;

  /** The name of the service, where something is confirmed that cannot be undone. */
  @Parameter(property = "lsml.confirm")
  private @Nullable String confirm;

  /** Shows what would be done, and does nothing. */
  @Parameter(property = "lsml.plan", defaultValue = "false")
  private boolean plan;

  private @Nullable AwsPlace awsPlace;

  CloudMojo(SettingsDecrypter decrypter, RepositorySystem maven) {
    this.decrypter = decrypter;
    this.maven = maven;
  }

  /** Tells whether the plan is to be shown and nothing to be done. */
  final boolean isPlanOnly() {
    return plan;
  }

  /** What is odd about the settings that only this goal has. */
  List<Finding> ownFindings() {
    return List.of();
  }

  /**
   * The deployment that all these settings describe.
   *
   * @throws MojoFailureException when it is not clear in which cloud
   */
  final Deployment deployment() throws MojoFailureException {
    String folder = cloud().profile();
    Deployment.Site site =
        new Deployment.Site(
            environment(),
            buildFolder().resolve("lsml").resolve(folder),
            root().resolve(".lsml").resolve(folder));
    boolean isInteractive = session().getRequest().isInteractiveMode() && Terminal.isThere();
    MavenScreen screen = new MavenScreen(getLog(), confirm, isInteractive);
    return cloud() == CloudChoice.AWS
        ? Deployment.onAws(awsPlace(), request(), site, screen)
        : Deployment.onGoogle(settings(sizes(), variables()), request(), site, screen);
  }

  /**
   * What is deployed.
   *
   * @throws MojoFailureException when there is no jar yet, or no server on the class path
   */
  final Images images() throws MojoFailureException {
    return cloud() == CloudChoice.GOOGLE ? image() : lambdaPackage();
  }

  /**
   * The backend's zip or image for Lambda.
   *
   * @throws MojoFailureException when there is no jar yet, or no server on the class path
   */
  final BackendPackage lambdaPackage() throws MojoFailureException {
    BackendJars jars = BackendJars.of(project(), BackendJars.Server.AMAZON);
    return new BackendPackage(
        jars,
        buildFolder(),
        GcpSettings.firstOf(packaging),
        () -> awsPlace().codes(line -> getLog().info("  " + line)),
        () -> lambdaImage(jars),
        getLog());
  }

  private BackendImage lambdaImage(BackendJars jars) {
    return new BackendImage(
        RuntimeClient.addedTo(
            jars,
            maven,
            session().getRepositorySession(),
            project().getRemoteProjectRepositories()),
        Program.onLambda(),
        buildFolder(),
        imageOptions(),
        host -> EcrLogin.isFor(host) ? EcrLogin.fetch(awsPlace().api()) : null,
        getLog());
  }

  /**
   * The backend's image. It runs once with the service's variables, to see what it starts with.
   *
   * @throws MojoFailureException when there is no jar yet, or no server on the class path
   */
  final BackendImage image() throws MojoFailureException {
    return new BackendImage(project(), buildFolder(), environment(), imageOptions(), getLog());
  }

  private ImageOptions imageOptions() {
    return ImageSettings.of(imageBase, imageJdk, imageModules, imageArchive, variables());
  }

  /** What is odd about the settings of the image. */
  final List<Finding> imageFindings() {
    return ImageFindings.of(imageBase, imageJdk);
  }

  private Deployment.Request request() {
    ApiKeyChoice choice = ApiKeyChoice.of(environment(), serverPassword(), apiKey);
    String url = GcpSettings.firstOf(labelStudioUrl, environment().get("LABEL_STUDIO_URL"));
    List<Finding> findings =
        new ArrayList<>(LabelStudioFindings.of(choice, url, labelStudioProject));
    findings.addAll(ownFindings());
    LabelStudio labelStudio =
        url == null ? null : new LabelStudio(url.replaceAll("/+$", ""), labelStudioProject);
    return new Deployment.Request(labelStudio, choice.key(), findings);
  }

  /** Asks once whose the credentials are. */
  private AwsPlace awsPlace() {
    AwsPlace place = awsPlace;
    if (place == null) {
      String form = GcpSettings.firstOf(packaging);
      place =
          AwsPlace.of(
              awsSettings(form == null ? "" : form, awsSizes(), variables()), environment());
      awsPlace = place;
    }
    return place;
  }

  private Map<String, String> variables() {
    return environment == null ? Map.of() : environment;
  }

  private Map<String, Object> sizes() {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    given.put("cpu", GcpSettings.firstOf(cpu));
    given.put("memory", GcpSettings.firstOf(memory));
    given.put("min_instances", minInstances);
    given.put("max_instances", maxInstances);
    return withoutNulls(given);
  }

  private Map<String, Object> awsSizes() {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    given.put("memory", awsMemory);
    given.put("runtime", GcpSettings.firstOf(runtime));
    given.put(AwsSettings.MAX_CONCURRENCY, maxConcurrency);
    given.put("train_memory", trainMemory);
    return withoutNulls(given);
  }

  private static Map<String, Object> withoutNulls(Map<String, @Nullable Object> given) {
    Map<String, Object> values = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (value != null) {
            values.put(name, value);
          }
        });
    return values;
  }

  private @Nullable String serverPassword() {
    Server server = session().getSettings().getServer(ApiKeyChoice.SERVER);
    return server == null
        ? null
        : decrypter.decrypt(new DefaultSettingsDecryptionRequest(server)).getServer().getPassword();
  }
}
