// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes cannot be changed in place ({@code ForceNew} in the provider's sources); the
 * schema's file does not tell.
 */
final class Replacement {
  private static final Map<String, List<String>> FIXED =
      Map.of(
          "google_artifact_registry_repository",
          List.of("project", "location", "repository_id", "format"),
          "google_cloud_run_v2_service",
          List.of("project", "location", "name"),
          "google_cloud_run_v2_job",
          List.of("project", "location", "name"),
          "google_project_service",
          List.of("project", "service"),
          "google_secret_manager_secret",
          List.of("project", "secret_id", "replication"),
          "google_secret_manager_secret_version",
          List.of("secret", "secret_data", "secret_data_wo_version"),
          "google_service_account",
          List.of("project", "account_id"),
          "google_storage_bucket",
          List.of("project", "location", "name"));

  private static final List<String> IAM =
      List.of("project", "location", "name", "bucket", "secret_id", "role", "member");

  private Replacement() {}

  /** The attributes whose change needs another resource. */
  static List<String> needed(
      String type, Map<String, @Nullable Object> prior, Map<String, @Nullable Object> planned) {
    return (type.endsWith("_iam_member") ? IAM : FIXED.getOrDefault(type, List.of()))
        .stream().filter(name -> !Objects.equals(prior.get(name), planned.get(name))).toList();
  }
}
