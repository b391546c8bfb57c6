// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which predefined role holds a permission. Of several, the least that a deployment can do with;
 * facts from Google's list of predefined roles.
 */
final class Roles {
  /** By the start of the permission; the longest start counts. */
  private static final Map<String, String> BY_START =
      Map.ofEntries(
          Map.entry("run.", "roles/run.admin"),
          Map.entry("artifactregistry.", "roles/artifactregistry.admin"),
          Map.entry("storage.", "roles/storage.admin"),
          Map.entry("secretmanager.", "roles/secretmanager.admin"),
          Map.entry("iam.serviceAccounts.", "roles/iam.serviceAccountAdmin"),
          Map.entry("iam.serviceAccounts.actAs", "roles/iam.serviceAccountUser"),
          Map.entry("serviceusage.", "roles/serviceusage.serviceUsageAdmin"),
          Map.entry("logging.", "roles/logging.viewer"),
          Map.entry("resourcemanager.projects.get", "roles/browser"),
          Map.entry("resourcemanager.", "roles/resourcemanager.projectIamAdmin"));

  private Roles() {}

  /** The role to ask for; {@code null} when this list has none. */
  static @Nullable String holding(String permission) {
    String role = null;
    int longest = -1;
    for (Map.Entry<String, String> entry : BY_START.entrySet()) {
      if (permission.startsWith(entry.getKey()) && entry.getKey().length() > longest) {
        longest = entry.getKey().length();
        role = entry.getValue();
      }
    }
    return role;
  }

  /** The command that grants a role, with the place where the grantee belongs. */
  static String grant(String project, String role) {
    return "gcloud projects add-iam-policy-binding "
        + project
        + " --member=user:YOUR_ACCOUNT --role="
        + role;
  }
}
