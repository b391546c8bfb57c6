// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The refusals that the roots of this repository never meet, since they do it right. */
class CloudRulesTest {
  private static final String ACCOUNT = "runner@acme.iam.gserviceaccount.com";

  private final Cloud cloud = new Cloud(Schema.read(), GoogleControl.NONE);

  @BeforeEach
  void anAccountAndASecret() {
    make("google_service_account", Map.of("account_id", "runner"));
    make("google_secret_manager_secret", Map.of("secret_id", "password"));
    make(
        "google_secret_manager_secret_version",
        Map.of("secret", "projects/acme/secrets/password", "secret_data_wo", "sesame"));
  }

  @Test
  void anAccountThatIsNotThere() {
    assertThat(deploy("nobody@acme.iam.gserviceaccount.com", container()))
        .isEqualTo(
            "googleapi: Error 404: Service account nobody@acme.iam.gserviceaccount.com does not"
                + " exist.");
  }

  @Test
  void aSecretThatTheAccountMayNotRead() {
    assertThat(deploy(ACCOUNT, container()))
        .startsWith(
            "googleapi: Permission denied on secret:"
                + " projects/123456789012/secrets/password/versions/1 for Revision service account "
                + ACCOUNT);
    grant();
    assertThat(deploy(ACCOUNT, container())).isNull();
  }

  @Test
  void aVersionOfASecretThatIsNotThere() {
    grant();
    Map<String, Object> container = container();
    container.put("env", List.of(secret("2")));
    assertThat(deploy(ACCOUNT, container))
        .isEqualTo(
            "googleapi: Error 400: Secret"
                + " projects/123456789012/secrets/password/versions/2 was not found");
  }

  @Test
  void aVariableOfCloudRunsOwn() {
    Map<String, Object> container = container();
    container.put("env", List.of(Map.of("name", "PORT", "value", "1")));
    assertThat(deploy(ACCOUNT, container)).contains("reserved env names were provided: PORT");
  }

  @Test
  void tooLittleMemoryForTheCpus() {
    Map<String, Object> container = container();
    container.put("env", List.of());
    container.put("resources", List.of(Map.of("limits", Map.of("cpu", "4", "memory", "1Gi"))));
    assertThat(deploy(ACCOUNT, container)).contains("For 4 CPU, memory must be between 2048Mi");
  }

  @Test
  void aProbeThatWaitsTooLong() {
    Map<String, Object> container = container();
    container.put("env", List.of());
    container.put(
        "startup_probe", List.of(Map.of("period_seconds", 10L, "failure_threshold", 25L)));
    assertThat(deploy(ACCOUNT, container)).contains("is over 240 seconds");
    container.put("startup_probe", List.of(Map.of("period_seconds", 1L, "timeout_seconds", 2L)));
    assertThat(deploy(ACCOUNT, container))
        .contains("timeout_seconds must not be greater than period_seconds");
  }

  private static Map<String, Object> container() {
    Map<String, Object> container = new LinkedHashMap<>();
    container.put("image", "image");
    container.put("env", List.of(secret("1")));
    return container;
  }

  private static Map<String, Object> secret(String version) {
    return Map.of(
        "name",
        "PASSWORD",
        "value_source",
        List.of(
            Map.of("secret_key_ref", List.of(Map.of("secret", "password", "version", version)))));
  }

  private void grant() {
    make(
        "google_secret_manager_secret_iam_member",
        Map.of(
            "secret_id",
            "password",
            "role",
            "roles/secretmanager.secretAccessor",
            "member",
            "serviceAccount:" + ACCOUNT));
  }

  private String deploy(String account, Map<String, Object> container) {
    Map<String, Object> template =
        Map.of("service_account", account, "containers", List.of(container));
    return apply(
        "google_cloud_run_v2_service",
        Map.of("name", "s", "location", "us-central1", "template", List.of(template)));
  }

  private void make(String type, Map<String, Object> told) {
    assertThat(apply(type, told)).as(type).isNull();
  }

  private String apply(String type, Map<String, Object> told) {
    Schema.Block block = Schema.read().resources().get(type);
    Map<String, Object> planned = new LinkedHashMap<>(Values.toBeComputed(block, told));
    planned.put("secret_data_wo", told.get("secret_data_wo"));
    return cloud.apply(type, "acme", null, planned).error();
  }
}
