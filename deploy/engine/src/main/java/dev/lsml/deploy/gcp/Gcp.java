// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.gcp;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.google.GoogleApiException;
import dev.lsml.deploy.google.GoogleService;
import dev.lsml.deploy.google.ProjectChecks;
import dev.lsml.deploy.google.Secrets;
import dev.lsml.deploy.google.StateBucket;
import dev.lsml.deploy.plan.Access;
import dev.lsml.deploy.plan.BackendSecrets;
import dev.lsml.deploy.plan.Cloud;
import dev.lsml.deploy.plan.Deployed;
import dev.lsml.deploy.plan.LabelStudio;
import dev.lsml.deploy.plan.Target;
import dev.lsml.deploy.terraform.StateFile;
import dev.lsml.deploy.terraform.TerraformVariables;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Google Cloud. Not thread-safe. */
public final class Gcp implements Cloud {
  /** Has the form of an image where the root insists on one and nothing is made of it. */
  private static final String NO_IMAGE = "none@sha256:" + "0".repeat(64);

  private final GcpSettings settings;
  private final Target target;
  private final GoogleApi api;
  private final GcpState state;
  private final BackendSecrets secrets;
  private final @Nullable LabelStudio labelStudio;
  private final @Nullable String apiKey;
  private @Nullable String projectNumber;

  /**
   * Makes one; asks nobody yet.
   *
   * @param labelStudio {@code null} when none is named
   * @param apiKey secret; that of Label Studio, {@code null} when none is known
   */
  public Gcp(
      GcpSettings settings,
      Target target,
      GoogleApi api,
      SecureRandom random,
      @Nullable LabelStudio labelStudio,
      @Nullable String apiKey) {
    this.settings = settings;
    this.target = target;
    this.api = api;
    this.state = new GcpState(api, settings.names().stateBucket());
    GcpNames names = settings.names();
    Secrets vault = new Secrets(api);
    this.secrets =
        new BackendSecrets(
            names,
            name -> {
              Secrets.Value value = vault.latest(name);
              return value == null ? null : value.value();
            },
            "gcloud secrets versions access latest --secret="
                + names.passwordSecret()
                + " --project="
                + names.project(),
            random);
    this.labelStudio = labelStudio;
    this.apiKey = apiKey;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public List<Finding> check() {
    List<Finding> findings = new ArrayList<>(settings.problems());
    if (findings.isEmpty()) {
      ProjectChecks.Result result = new ProjectChecks(api).check();
      projectNumber = result.number();
      findings.addAll(result.findings());
    }
    return findings;
  }

  @Override
  public boolean hasState() {
    return state.exists();
  }

  @Override
  public @Nullable Deployed deployed() {
    belongsHere(state.of("bootstrap").outputs());
    JsonView outputs = state.of("service").outputs();
    belongsHere(outputs);
    return Deployed.of(outputs);
  }

  private void belongsHere(JsonView outputs) {
    String project = outputs.get("project").get("value").stringOrNull();
    if (project != null && !project.equals(settings.project())) {
      throw new DeployException(
          "The state in " + target.stateStore() + " belongs to another project",
          "it says project " + project + ", and this deployment is for " + settings.project(),
          "Add -Dgcp.project="
              + project
              + ", or choose another name for this one with -Dgcp.service=. Nothing was changed");
    }
    String region = outputs.get("region").get("value").stringOrNull();
    if (region != null && !region.equals(settings.region())) {
      throw new DeployException(
          settings.service() + " is deployed in another region",
          "its state says " + region + ", and this deployment is for " + settings.region(),
          "Add -Dgcp.region="
              + region
              + ". To move it, deploy it under another name with -Dgcp.service=, then destroy this"
              + " one. Nothing was changed");
    }
  }

  @Override
  public String makeStateStore() {
    String bucket = settings.names().stateBucket();
    StateBucket.Outcome outcome =
        new StateBucket(api).ensure(bucket, settings.region(), projectNumber);
    return outcome == StateBucket.Outcome.CREATED ? "made" : "it is there";
  }

  @Override
  public void deleteStateStore() {
    state.delete();
  }

  @Override
  public TerraformVariables bootstrapVariables(boolean keepModels) {
    return GcpVariables.bootstrap(settings, keepModels);
  }

  @Override
  public Access access(@Nullable Deployed deployed) {
    return secrets.read(deployed, labelStudio == null ? null : apiKey);
  }

  @Override
  public TerraformVariables serviceVariables(
      String image, String servingRevision, Access access, boolean isProtected) {
    String url = labelStudio == null ? null : labelStudio.url();
    return GcpVariables.service(settings, url, image, servingRevision, access, isProtected);
  }

  @Override
  public TerraformVariables variablesToDestroy() {
    StateFile service = state.of("service");
    Deployed deployed = Deployed.of(service.outputs());
    String image = GcpState.image(service);
    return GcpVariables.toDestroy(
        settings,
        GcpState.labelStudioUrl(service),
        image == null ? NO_IMAGE : image,
        deployed == null ? "" : deployed.servingRevision(),
        deployed == null ? 1 : deployed.secretVersion());
  }

  @Override
  public @Nullable String imageOf(String revision) {
    String path =
        "v2/projects/"
            + settings.project()
            + "/locations/"
            + settings.region()
            + "/services/"
            + settings.service()
            + "/revisions/"
            + revision;
    try {
      JsonView found = api.find(GoogleService.RUN, path);
      if (found == null) {
        return null;
      }
      List<JsonView> containers = found.get("containers").items();
      return containers.isEmpty() ? null : containers.get(0).get("image").stringOrNull();
    } catch (GoogleApiException e) {
      return null; // whoever asks goes on without
    }
  }

  @Override
  public boolean isProtected() {
    return GcpState.isProtected(state.of("service"));
  }
}
