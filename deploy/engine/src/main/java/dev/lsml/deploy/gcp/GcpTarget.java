// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.gcp;

import dev.lsml.deploy.plan.Target;
import dev.lsml.deploy.terraform.TerraformRoot;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where on Google Cloud a service goes. Functions only. */
public final class GcpTarget {
  private static final List<String> BOOTSTRAP =
      List.of("main.tf", "outputs.tf", "variables.tf", "versions.tf");
  private static final List<String> SERVICE =
      List.of("iam.tf", "main.tf", "outputs.tf", "secrets.tf", "variables.tf", "versions.tf");

  private GcpTarget() {}

  /**
   * Works it out.
   *
   * @param work for files that may be deleted at any time
   * @param keep for what is long to fetch again
   */
  public static Target of(GcpSettings settings, Path work, Path keep) {
    GcpNames names = settings.names();
    String project = settings.project();
    String repository = settings.region() + "-docker.pkg.dev/" + project + "/" + names.repository();
    return new Target(
        "Google Cloud Run",
        (project.isEmpty() ? "no project" : "project " + project) + ", region " + settings.region(),
        settings.service(),
        "gs://" + names.stateBucket(),
        "gs://" + names.modelBucket(),
        repository + "/" + settings.service(),
        root("bootstrap", BOOTSTRAP, names, work, keep),
        "google_artifact_registry_repository.images",
        List.of(),
        root("service", SERVICE, names, work, keep),
        "google_cloud_run_v2_service.main",
        List.of("google_storage_bucket", "google_secret_manager_secret"),
        true,
        words(repository + "/" + settings.service()),
        calls(names));
  }

  private static Target.Words words(String image) {
    return new Target.Words(
        "APIs, image repository, buckets",
        "image",
        "Build the image and push it to " + image + ", unless it is there",
        "push " + image + "@sha256:…",
        "revision",
        "service, job, accounts and secrets",
        "the enabled APIs, which cost nothing, and the logs until they expire");
  }

  private static TerraformRoot root(
      String title, List<String> files, GcpNames names, Path work, Path keep) {
    Map<String, String> backend = new LinkedHashMap<>();
    backend.put("bucket", names.stateBucket());
    backend.put("prefix", "lsml/" + title);
    return new TerraformRoot(
        "gcp/" + title, files, work.resolve(title), keep.resolve(names.service()), backend);
  }

  private static Target.Calls calls(GcpNames names) {
    String project = names.project();
    String secrets =
        "GET https://secretmanager.googleapis.com/v1/projects/" + project + "/secrets/";
    String bucket = "https://storage.googleapis.com/storage/v1/b/" + names.stateBucket();
    String latest = "/versions/latest:access";
    return new Target.Calls(
        List.of(
            "GET https://cloudresourcemanager.googleapis.com/v3/projects/" + project,
            "GET https://cloudbilling.googleapis.com/v1/projects/" + project + "/billingInfo",
            "POST https://cloudresourcemanager.googleapis.com/v3/projects/"
                + project
                + ":testIamPermissions"),
        List.of(
            "GET " + bucket, "POST https://storage.googleapis.com/storage/v1/b?project=" + project),
        List.of(
            secrets + names.passwordSecret() + latest, secrets + names.webhookSecret() + latest),
        List.of(secrets + names.apiKeySecret() + latest),
        List.of(),
        List.of("DELETE " + bucket + "/o/… (all versions)", "DELETE " + bucket));
  }
}
