// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.Finding;
import dev.lsml.deploy.gcp.GcpSettings;
import dev.lsml.deploy.image.ImageOptions;
import dev.lsml.deploy.plan.LabelStudio;
import dev.lsml.deploy.wire.GcpDeployment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** What the goals have in common that make or remove a deployment. */
abstract class CloudMojo extends BackendMojo {
  private final SettingsDecrypter decrypter;

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

  /** Further variables of service and job; nothing secret. */
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

  CloudMojo(SettingsDecrypter decrypter) {
    this.decrypter = decrypter;
  }

  /** Tells whether the plan is to be shown and nothing to be done. */
  final boolean isPlanOnly() {
    return plan;
  }

  /** What is odd about the settings that only this goal has. */
  List<Finding> ownFindings() {
    return List.of();
  }

  /** The deployment that all these settings describe. */
  final GcpDeployment deployment() {
    Path work = buildFolder().resolve("lsml").resolve("gcp");
    Path keep = root().resolve(".lsml").resolve("gcp");
    boolean isInteractive = session().getRequest().isInteractiveMode() && Terminal.isThere();
    MavenScreen screen = new MavenScreen(getLog(), confirm, isInteractive);
    return new GcpDeployment(request(), environment(), work, keep, screen);
  }

  /**
   * The backend's image. It runs once with the service's variables, to see what it starts with.
   *
   * @throws MojoFailureException when there is no jar yet, or no server on the class path
   */
  final BackendImage image() throws MojoFailureException {
    ImageOptions options =
        ImageSettings.of(
            imageBase,
            imageJdk,
            imageModules,
            imageArchive,
            environment == null ? Map.of() : environment);
    return new BackendImage(project(), buildFolder(), environment(), options, getLog());
  }

  /** What is odd about the settings of the image. */
  final List<Finding> imageFindings() {
    return ImageFindings.of(imageBase, imageJdk);
  }

  private GcpDeployment.Request request() {
    ApiKeyChoice choice = ApiKeyChoice.of(environment(), serverPassword(), apiKey);
    String url = GcpSettings.firstOf(labelStudioUrl, environment().get("LABEL_STUDIO_URL"));
    List<Finding> findings =
        new ArrayList<>(LabelStudioFindings.of(choice, url, labelStudioProject));
    findings.addAll(ownFindings());
    LabelStudio labelStudio =
        url == null ? null : new LabelStudio(url.replaceAll("/+$", ""), labelStudioProject);
    return new GcpDeployment.Request(
        settings(sizes(), environment == null ? Map.of() : environment),
        labelStudio,
        choice.key(),
        findings);
  }

  private Map<String, Object> sizes() {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    given.put("cpu", GcpSettings.firstOf(cpu));
    given.put("memory", GcpSettings.firstOf(memory));
    given.put("min_instances", minInstances);
    given.put("max_instances", maxInstances);
    Map<String, Object> sizes = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (value != null) {
            sizes.put(name, value);
          }
        });
    return sizes;
  }

  private @Nullable String serverPassword() {
    Server server = session().getSettings().getServer(ApiKeyChoice.SERVER);
    return server == null
        ? null
        : decrypter.decrypt(new DefaultSettingsDecryptionRequest(server)).getServer().getPassword();
  }
}
