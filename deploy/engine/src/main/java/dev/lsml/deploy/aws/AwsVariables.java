// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import dev.lsml.deploy.plan.Access;
import dev.lsml.deploy.plan.BackendSecrets;
import dev.lsml.deploy.terraform.TerraformVariables;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the roots are applied with. Immutable. */
record AwsVariables(AwsSettings settings, AwsNames names) {
  /** For the bootstrap root. */
  TerraformVariables bootstrap(boolean keepModels) {
    Map<String, @Nullable Object> plain = common();
    plain.put("state_bucket", names.stateBucket());
    plain.put("model_bucket", names.modelBucket());
    plain.put("repository", names.repository());
    plain.put("keep_models", keepModels);
    return new TerraformVariables(plain, Map.of());
  }

  /** For the service root; see {@code Cloud.serviceVariables}. */
  TerraformVariables service(
      @Nullable String labelStudioUrl, String artifact, String servingRevision, Access access) {
    return new TerraformVariables(
        service(labelStudioUrl, artifact, servingRevision, access.version()), access.variables());
  }

  /** For the service root before it is destroyed; see {@code Cloud.variablesToDestroy}. */
  TerraformVariables toDestroy(
      @Nullable String labelStudioUrl,
      String artifact,
      String servingRevision,
      long secretVersion) {
    return new TerraformVariables(
        service(labelStudioUrl, artifact, servingRevision, secretVersion),
        BackendSecrets.standIns(labelStudioUrl != null));
  }

  private Map<String, @Nullable Object> service(
      @Nullable String labelStudioUrl,
      String artifact,
      String servingRevision,
      long secretVersion) {
    Map<String, @Nullable Object> plain = common();
    plain.put("artifact", artifact);
    plain.put("model_bucket", names.modelBucket());
    plain.put("label_studio_url", labelStudioUrl);
    plain.put("basic_auth_user", BackendSecrets.USER);
    plain.put("secret_version", secretVersion);
    plain.put("environment", settings.environment());
    plain.put("serving_revision", servingRevision);
    plain.putAll(settings.sizes());
    return plain;
  }

  private Map<String, @Nullable Object> common() {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put("account", names.account());
    plain.put("region", names.region());
    plain.put("service", names.service());
    return plain;
  }
}
