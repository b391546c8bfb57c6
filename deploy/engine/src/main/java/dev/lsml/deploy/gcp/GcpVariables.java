// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.gcp;

import dev.lsml.deploy.plan.Access;
import dev.lsml.deploy.plan.BackendSecrets;
import dev.lsml.deploy.terraform.TerraformVariables;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the roots are applied with. Pure functions. */
final class GcpVariables {
  private GcpVariables() {}

  /** For the bootstrap root. */
  static TerraformVariables bootstrap(GcpSettings settings, boolean keepModels) {
    Map<String, @Nullable Object> plain = common(settings);
    plain.put("state_bucket", settings.names().stateBucket());
    plain.put("model_bucket", settings.names().modelBucket());
    plain.put("repository", settings.names().repository());
    plain.put("keep_models", keepModels);
    return new TerraformVariables(plain, Map.of());
  }

  /** For the service root; see {@code Cloud.serviceVariables}. */
  static TerraformVariables service(
      GcpSettings settings,
      @Nullable String labelStudioUrl,
      String image,
      String servingRevision,
      Access access,
      boolean isProtected) {
    Map<String, @Nullable Object> plain =
        service(settings, labelStudioUrl, image, servingRevision, access.version());
    plain.put("deletion_protection", isProtected);
    return new TerraformVariables(plain, access.variables());
  }

  /** For the service root before it is destroyed; see {@code Cloud.variablesToDestroy}. */
  static TerraformVariables toDestroy(
      GcpSettings settings,
      @Nullable String labelStudioUrl,
      String image,
      String servingRevision,
      long secretVersion) {
    Map<String, @Nullable Object> plain =
        service(settings, labelStudioUrl, image, servingRevision, secretVersion);
    plain.put("deletion_protection", false);
    return new TerraformVariables(plain, BackendSecrets.standIns(labelStudioUrl != null));
  }

  private static Map<String, @Nullable Object> service(
      GcpSettings settings,
      @Nullable String labelStudioUrl,
      String image,
      String servingRevision,
      long secretVersion) {
    Map<String, @Nullable Object> plain = common(settings);
    plain.put("image", image);
    plain.put("model_bucket", settings.names().modelBucket());
    plain.put("service_account_id", settings.names().account());
    plain.put("job", settings.names().job());
    plain.put("label_studio_url", labelStudioUrl);
    plain.put("basic_auth_user", BackendSecrets.USER);
    plain.put("secret_version", secretVersion);
    plain.put("environment", settings.environment());
    plain.put("serving_revision", servingRevision);
    plain.putAll(settings.sizes());
    return plain;
  }

  private static Map<String, @Nullable Object> common(GcpSettings settings) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put("project", settings.project());
    plain.put("region", settings.region());
    plain.put("service", settings.service());
    return plain;
  }
}
