// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import static dev.lsml.e2e.google.Values.string;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that Google computes when a resource is created, as the provider shows them. */
final class Computed {
  /** Number of every project here. */
  static final String PROJECT_NUMBER = "123456789012";

  private static final String CREATED = "2026-01-01T00:00:00Z";

  private Computed() {}

  /**
   * Adds them.
   *
   * @param project the provider's, for a resource that names none
   * @param serial counts the resources of the type, from 1
   */
  static Map<String, @Nullable Object> with(
      String type, Map<String, @Nullable Object> planned, String project, int serial) {
    Map<String, @Nullable Object> made = new LinkedHashMap<>(planned);
    if (made.get("project") == Unknown.VALUE) {
      made.put("project", project);
    }
    for (String time : new String[] {"create_time", "update_time", "time_created", "updated"}) {
      made.computeIfPresent(time, (name, value) -> CREATED);
    }
    labels(made);
    if (type.endsWith("_iam_member")) {
      made.put("id", iamId(made));
    } else {
      byType(type, made, serial);
    }
    return made;
  }

  /** The labels with those of the provider. */
  static void labels(Map<String, @Nullable Object> resource) {
    if (resource.containsKey("terraform_labels")) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("goog-terraform-provisioned", "true");
      if (resource.get("labels") instanceof Map<?, ?> labels) {
        labels.forEach((name, value) -> all.put((String) name, (Object) value));
      }
      resource.put("terraform_labels", all);
      resource.put("effective_labels", all);
    }
  }

  private static String iamId(Map<String, @Nullable Object> made) {
    String on = "";
    for (String name : new String[] {"bucket", "secret_id", "name"}) {
      if (made.get(name) instanceof String text) {
        on = text;
      }
    }
    return on + "/" + made.get("role") + "/" + made.get("member");
  }

  private static void byType(String type, Map<String, @Nullable Object> made, int serial) {
    switch (type) {
      case "google_project_service" ->
          made.put("id", made.get("project") + "/" + made.get("service"));
      case "google_service_account" -> {
        String email =
            made.get("account_id") + "@" + made.get("project") + ".iam.gserviceaccount.com";
        String name = "projects/" + made.get("project") + "/serviceAccounts/" + email;
        made.put("email", email);
        made.put("member", "serviceAccount:" + email);
        made.put("name", name);
        made.put("id", name);
        made.put("unique_id", "10000000000000000000" + serial);
      }
      case "google_secret_manager_secret" -> {
        made.put("id", "projects/" + made.get("project") + "/secrets/" + made.get("secret_id"));
        made.put("name", "projects/" + PROJECT_NUMBER + "/secrets/" + made.get("secret_id"));
      }
      case "google_secret_manager_secret_version" -> {
        String secret = string(made, "secret");
        String id =
            "projects/"
                + PROJECT_NUMBER
                + secret.substring(secret.indexOf("/secrets/"))
                + "/versions/"
                + serial;
        made.put("project", secret.split("/")[1]);
        made.put("version", String.valueOf(serial));
        made.put("name", id);
        made.put("id", id);
      }
      case "google_storage_bucket" -> {
        made.put("id", made.get("name"));
        made.put("url", "gs://" + made.get("name"));
        made.put("self_link", "https://www.googleapis.com/storage/v1/b/" + made.get("name"));
        made.put("project_number", Long.valueOf(PROJECT_NUMBER));
      }
      case "google_artifact_registry_repository" -> {
        String repository = made.get("project") + "/" + made.get("repository_id");
        made.put("name", made.get("repository_id"));
        made.put("id", located(made, "repositories", "repository_id"));
        made.put("registry_uri", made.get("location") + "-docker.pkg.dev/" + repository);
      }
      case "google_cloud_run_v2_service" -> made.put("id", located(made, "services", "name"));
      case "google_cloud_run_v2_job" -> made.put("id", located(made, "jobs", "name"));
      default -> throw new IllegalStateException("nothing is known of " + type);
    }
  }

  private static String located(
      Map<String, @Nullable Object> made, String collection, String name) {
    return "projects/"
        + made.get("project")
        + "/locations/"
        + made.get("location")
        + "/"
        + collection
        + "/"
        + made.get(name);
  }
}
