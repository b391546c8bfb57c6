// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.gcp;

import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.google.Secrets;
import dev.lsml.deploy.plan.Access;
import dev.lsml.deploy.plan.Deployed;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a service. Those that it has stay, so that Label Studio can go on calling it; a
 * key that differs from the one it has raises the version, which makes Terraform write it.
 */
final class GcpSecrets {
  private static final String STAND_IN = "about-to-be-deleted";

  private final Secrets secrets;
  private final GcpNames names;
  private final SecureRandom random;

  GcpSecrets(GoogleApi api, GcpNames names, SecureRandom random) {
    this.secrets = new Secrets(api);
    this.names = names;
    this.random = random;
  }

  /**
   * Reads them, and makes up those that are missing.
   *
   * @param apiKey secret; that of Label Studio, {@code null} when none is named
   */
  Access read(@Nullable Deployed deployed, @Nullable String apiKey) {
    String password = kept(names.passwordSecret());
    String webhookSecret = kept(names.webhookSecret());
    Map<String, String> variables = new HashMap<>();
    variables.put("basic_auth_pass", password);
    variables.put("webhook_secret", webhookSecret);
    long version = deployed == null ? 1 : deployed.secretVersion();
    if (apiKey != null) {
      Secrets.Value before = secrets.latest(names.apiKeySecret());
      variables.put("label_studio_api_key", apiKey);
      if (before != null && !before.value().equals(apiKey)) {
        version++;
      }
    }
    return new Access(GcpVariables.USER, password, webhookSecret, place(names), variables, version);
  }

  /**
   * Stand-ins for what only has to have a value, as when everything is about to be deleted.
   *
   * @param hasApiKey whether the service has a key of Label Studio's
   */
  static Map<String, String> standIns(boolean hasApiKey) {
    Map<String, String> variables = new HashMap<>();
    variables.put("basic_auth_pass", STAND_IN);
    variables.put("webhook_secret", STAND_IN);
    if (hasApiKey) {
      variables.put("label_studio_api_key", STAND_IN);
    }
    return variables;
  }

  private String kept(String secret) {
    Secrets.Value value = secrets.latest(secret);
    return value == null ? Secrets.generate(random) : value.value();
  }

  private static String place(GcpNames names) {
    return "gcloud secrets versions access latest --secret="
        + names.passwordSecret()
        + " --project="
        + names.project();
  }
}
