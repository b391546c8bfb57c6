// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import dev.lsml.deploy.Finding;
import dev.lsml.deploy.amazon.AccountChecks;
import dev.lsml.deploy.amazon.AwsApi;
import dev.lsml.deploy.amazon.Bucket;
import dev.lsml.deploy.amazon.Secrets;
import dev.lsml.deploy.plan.Access;
import dev.lsml.deploy.plan.BackendSecrets;
import dev.lsml.deploy.plan.Cloud;
import dev.lsml.deploy.plan.Deployed;
import dev.lsml.deploy.plan.LabelStudio;
import dev.lsml.deploy.plan.Target;
import dev.lsml.deploy.terraform.StateFile;
import dev.lsml.deploy.terraform.TerraformVariables;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** AWS. Not thread-safe. */
public final class Aws implements Cloud {
  private final AwsSettings settings;
  private final AwsCaller caller;
  private final AwsNames names;
  private final Target target;
  private final AwsVariables variables;
  private final AwsApi api;
  private final Bucket stateBucket;
  private final AwsState state;
  private final Functions functions;
  private final BackendSecrets secrets;
  private final @Nullable LabelStudio labelStudio;
  private final @Nullable String apiKey;

  /**
   * Makes one; asks nobody yet.
   *
   * @param work for files that may be deleted at any time
   * @param keep for what is long to fetch again
   * @param labelStudio {@code null} when none is named
   * @param apiKey secret; that of Label Studio, {@code null} when none is known
   */
  public Aws(
      AwsPlace place,
      Path work,
      Path keep,
      SecureRandom random,
      @Nullable LabelStudio labelStudio,
      @Nullable String apiKey) {
    this.settings = place.settings();
    this.caller = place.caller();
    this.names = place.names();
    this.target = AwsTarget.of(settings, names, work, keep);
    this.variables = new AwsVariables(settings, names);
    this.api = place.api();
    this.stateBucket = new Bucket(place.clients(), names.stateBucket(), names.account());
    this.state = new AwsState(stateBucket);
    this.functions = new Functions(api, names);
    this.secrets =
        new BackendSecrets(
            names,
            new Secrets(api)::value,
            "aws secretsmanager get-secret-value --query SecretString --output text --secret-id "
                + names.passwordSecret()
                + " --region "
                + names.region(),
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
    findings.addAll(caller.findings());
    if (findings.isEmpty()) {
      findings.addAll(new AccountChecks(api, stateBucket).check(settings.reserved()));
    }
    return findings;
  }

  @Override
  public boolean hasState() {
    return stateBucket.exists();
  }

  @Override
  public @Nullable Deployed deployed() {
    return Deployed.of(state.of("service").outputs());
  }

  @Override
  public String makeStateStore() {
    return stateBucket.ensure() ? "made" : "it is there";
  }

  @Override
  public void deleteStateStore() {
    stateBucket.delete();
  }

  @Override
  public TerraformVariables bootstrapVariables(boolean keepModels) {
    return variables.bootstrap(keepModels);
  }

  @Override
  public Access access(@Nullable Deployed deployed) {
    return secrets.read(deployed, labelStudio == null ? null : apiKey);
  }

  @Override
  public TerraformVariables serviceVariables(
      String artifact, String servingRevision, Access access, boolean isProtected) {
    String url = labelStudio == null ? null : labelStudio.url();
    return variables.service(url, artifact, servingRevision, access);
  }

  @Override
  public @Nullable String settle(Deployed deployed) {
    return functions.publish(deployed.revision());
  }

  @Override
  public void admitCallers(Deployed deployed) {
    functions.admit(AwsNames.LIVE);
    if (deployed.candidateUrl() == null) {
      functions.awaitStarted(AwsNames.LIVE);
    } else {
      functions.admit(AwsNames.CANDIDATE);
      functions.awaitStarted(AwsNames.CANDIDATE);
    }
  }

  @Override
  public TerraformVariables variablesToDestroy() {
    StateFile service = state.of("service");
    Deployed deployed = Deployed.of(service.outputs());
    String artifact = AwsState.artifact(service);
    return variables.toDestroy(
        AwsState.labelStudioUrl(service),
        artifact == null ? nothing() : artifact,
        deployed == null ? "" : deployed.servingRevision(),
        deployed == null ? 1 : deployed.secretVersion());
  }

  /** Has the form of a package where the root insists on one and nothing is made of it. */
  private String nothing() {
    return target.stateStore() + "/code/" + "0".repeat(64) + ".zip";
  }

  @Override
  public @Nullable String imageOf(String revision) {
    return functions.artifact(revision);
  }

  @Override
  public boolean isProtected() {
    return false;
  }
}
