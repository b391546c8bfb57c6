// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import dev.lsml.core.json.JsonView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bucket that Terraform keeps its state in. It has to be there before Terraform runs, so it is
 * made over REST, with the settings that Terraform then finds and takes over: uniform access, no
 * public access, versions kept. Thread-safe.
 */
public final class StateBucket {
  private final GoogleApi api;

  /** Makes one. */
  public StateBucket(GoogleApi api) {
    this.api = api;
  }

  /** What was done. */
  public enum Outcome {
    /** It was not there. */
    CREATED,
    /** It was there. */
    FOUND
  }

  /**
   * Makes the bucket unless it is there.
   *
   * @param name of the bucket; bucket names are one for all of Google
   * @param location such as {@code us-central1}
   * @param projectNumber the project's number, {@code null} when not known: then whose bucket it is
   *     is not checked beyond its being readable
   * @throws GoogleApiException when it cannot be made, or belongs to someone else
   */
  public Outcome ensure(String name, String location, @Nullable String projectNumber) {
    JsonView found = find(name);
    if (found != null) {
      check(found, name, projectNumber);
      return Outcome.FOUND;
    }
    try {
      api.post(
          GoogleService.STORAGE,
          "storage/v1/b?project=" + Paths.encoded(api.project()),
          settings(name, location));
      return Outcome.CREATED;
    } catch (GoogleApiException e) {
      if (e.status() != 409) {
        throw e;
      }
    }
    // Another run was faster, an answer was lost, or it is someone else's.
    JsonView raced = find(name);
    if (raced == null) {
      throw taken(name, "the name is in use and the bucket cannot be seen");
    }
    check(raced, name, projectNumber);
    return Outcome.FOUND;
  }

  /** The fields of a new bucket; see Google's page on the bucket resource of the JSON API. */
  private static Map<String, Object> settings(String name, String location) {
    return Map.of(
        "name",
        name,
        "location",
        location,
        "iamConfiguration",
        Map.of(
            "uniformBucketLevelAccess",
            Map.of("enabled", true),
            "publicAccessPrevention",
            "enforced"),
        "versioning",
        Map.of("enabled", true));
  }

  private @Nullable JsonView find(String name) {
    try {
      return api.find(
          GoogleService.STORAGE, "storage/v1/b/" + Paths.encoded(name) + "?projection=noAcl");
    } catch (GoogleApiException e) {
      if (e.status() == 403 && !e.code().equals("SERVICE_DISABLED")) {
        throw taken(name, "it exists, and this account may not read it: " + e.reason());
      }
      throw e;
    }
  }

  private void check(JsonView bucket, String name, @Nullable String projectNumber) {
    Object owner = bucket.get("projectNumber").value(); // text in JSON, as all 64-bit numbers
    if (projectNumber != null && owner != null && !projectNumber.equals(String.valueOf(owner))) {
      throw taken(name, "it belongs to project number " + owner + ", not to " + projectNumber);
    }
  }

  private GoogleApiException taken(String name, String reason) {
    return new GoogleApiException(
        409,
        "conflict",
        "The bucket " + name + " for Terraform's state cannot be used",
        reason,
        "If it is yours, ask for roles/storage.admin on project "
            + api.project()
            + "; if not, choose another service name with -Dgcp.service=, which names the bucket",
        null);
  }
}
