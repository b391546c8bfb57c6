// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import static dev.lsml.e2e.google.Values.block;
import static dev.lsml.e2e.google.Values.blocks;
import static dev.lsml.e2e.google.Values.string;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Google refuses and a plan does not show: missing accounts, secrets that the account may not
 * read, probes that wait too long, a resource that is protected. The facts are those of Cloud Run's
 * documentation and of the provider's sources; only the wording of some messages is made up.
 */
final class CloudRules {
  private static final Set<String> RESERVED =
      Set.of("PORT", "K_SERVICE", "K_REVISION", "K_CONFIGURATION");

  private final Cloud cloud;

  CloudRules(Cloud cloud) {
    this.cloud = cloud;
  }

  void checkApply(String type, Map<String, @Nullable Object> planned) throws ControlException {
    switch (type) {
      case "google_cloud_run_v2_service" -> checkTemplate(block(planned, "template"));
      case "google_cloud_run_v2_job" ->
          checkTemplate(block(block(planned, "template"), "template"));
      case "google_secret_manager_secret_version" ->
          need(
              cloud.has("google_secret_manager_secret", "id", string(planned, "secret")),
              "Error 404: Secret [" + planned.get("secret") + "] not found.");
      default -> {}
    }
  }

  static void checkDelete(String type, Map<String, @Nullable Object> state)
      throws ControlException {
    if (type.startsWith("google_cloud_run_v2_")
        && state.containsKey("deletion_protection")
        && !Boolean.FALSE.equals(state.get("deletion_protection"))) {
      throw new ControlException(
          "cannot destroy "
              + type.substring("google_cloud_run_v2_".length())
              + " without setting deletion_protection=false and running `terraform apply`");
    }
    if ("PREVENT".equals(state.get("deletion_policy"))) {
      throw new ControlException(
          "cannot destroy " + type + " without setting deletion_policy=\"DELETE\"");
    }
  }

  private void checkTemplate(Map<String, @Nullable Object> template) throws ControlException {
    String account = string(template, "service_account");
    need(
        cloud.has("google_service_account", "email", account),
        "Error 404: Service account " + account + " does not exist.");
    for (Map<String, @Nullable Object> container : blocks(template, "containers")) {
      checkEnvironment(container, account);
      checkResources(container);
      for (String probe : List.of("startup_probe", "liveness_probe")) {
        checkProbe(container, probe);
      }
    }
  }

  private void checkEnvironment(Map<String, @Nullable Object> container, String account)
      throws ControlException {
    for (Map<String, @Nullable Object> variable : blocks(container, "env")) {
      need(
          !RESERVED.contains(string(variable, "name")),
          "Error 400: The following reserved env names were provided: "
              + variable.get("name")
              + ". These values are automatically set by the system.");
      for (Map<String, @Nullable Object> source : blocks(variable, "value_source")) {
        for (Map<String, @Nullable Object> key : blocks(source, "secret_key_ref")) {
          checkSecret(string(key, "secret"), string(key, "version"), account);
        }
      }
    }
  }

  private void checkSecret(String secret, String version, String account) throws ControlException {
    String full =
        "projects/" + Computed.PROJECT_NUMBER + "/secrets/" + secret + "/versions/" + version;
    need(
        cloud.has("google_secret_manager_secret_version", "name", full),
        "Error 400: Secret " + full + " was not found");
    boolean granted =
        cloud.resources("google_secret_manager_secret_iam_member").stream()
            .anyMatch(
                grant ->
                    secret.equals(grant.get("secret_id"))
                        && "roles/secretmanager.secretAccessor".equals(grant.get("role"))
                        && ("serviceAccount:" + account).equals(grant.get("member")));
    need(
        granted,
        "Permission denied on secret: "
            + full
            + " for Revision service account "
            + account
            + ". The service account used must be granted the 'Secret Manager Secret Accessor' role"
            + " (roles/secretmanager.secretAccessor) at the secret, project or higher level.");
  }

  private static void checkResources(Map<String, @Nullable Object> container)
      throws ControlException {
    for (Map<String, @Nullable Object> resources : blocks(container, "resources")) {
      if (!(resources.get("limits") instanceof Map<?, ?> limits)
          || !(limits.get("cpu") instanceof String cpu)
          || !(limits.get("memory") instanceof String memory)) {
        continue;
      }
      long mebibytes = mebibytes(memory);
      long least = cpu.equals("4") ? 2048 : cpu.equals("6") || cpu.equals("8") ? 4096 : 128;
      need(
          mebibytes >= least,
          "Error 400: Invalid value specified for container memory. For "
              + cpu
              + " CPU, memory must be between "
              + least
              + "Mi and 32Gi inclusive.");
    }
  }

  private static long mebibytes(String memory) {
    long number = Long.parseLong(memory.substring(0, memory.length() - 2));
    return memory.endsWith("Gi") ? number * 1024 : number;
  }

  private static void checkProbe(Map<String, @Nullable Object> container, String name)
      throws ControlException {
    for (Map<String, @Nullable Object> probe : blocks(container, name)) {
      long period = number(probe, "period_seconds", 10);
      long timeout = number(probe, "timeout_seconds", 1);
      long failures = number(probe, "failure_threshold", 3);
      need(
          timeout <= period,
          "Error 400: " + name + ": timeout_seconds must not be greater than period_seconds");
      need(
          !name.equals("startup_probe") || period * failures <= 240,
          "Error 400: startup_probe: period_seconds * failure_threshold is over 240 seconds");
    }
  }

  private static long number(Map<String, @Nullable Object> value, String name, long whenAbsent) {
    return value.get(name) instanceof Long number ? number : whenAbsent;
  }

  private static void need(boolean condition, String refusal) throws ControlException {
    if (!condition) {
      throw new ControlException("googleapi: " + refusal);
    }
  }
}
