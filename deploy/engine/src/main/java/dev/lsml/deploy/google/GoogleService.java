// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import dev.lsml.deploy.DeployException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * A Google API and where it is. The variables that point elsewhere are those of Google's own tools,
 * so a rehearsal or a private endpoint can stand in.
 */
public enum GoogleService {
  /** Cloud Run's services, revisions, jobs and executions. */
  RUN("Cloud Run"),
  /** Which APIs a project has enabled. */
  SERVICEUSAGE("Service Usage"),
  /** Projects and permissions on them. */
  CLOUDRESOURCEMANAGER("Cloud Resource Manager"),
  /** Whether a project can pay. */
  CLOUDBILLING("Cloud Billing"),
  /** Secrets and their versions. */
  SECRETMANAGER("Secret Manager"),
  /** Log entries. */
  LOGGING("Cloud Logging"),
  /** Image repositories. */
  ARTIFACTREGISTRY("Artifact Registry"),
  /** Buckets and objects. */
  STORAGE("Cloud Storage");

  private static final String STORAGE_EMULATOR = "STORAGE_EMULATOR_HOST";

  private final String title;

  GoogleService(String title) {
    this.title = title;
  }

  /** The name people know it by, such as {@code Cloud Run}. */
  public String title() {
    return title;
  }

  /** The name it is enabled by, such as {@code run.googleapis.com}. */
  public String apiName() {
    return name().toLowerCase(Locale.ROOT) + ".googleapis.com";
  }

  /** The variable that tells another address. */
  public String variable() {
    return this == STORAGE ? STORAGE_EMULATOR : "CLOUDSDK_API_ENDPOINT_OVERRIDES_" + name();
  }

  /**
   * The address that its paths lie below; ends with a slash.
   *
   * @throws DeployException when the variable holds something else than a web address
   */
  public URI base(Map<String, String> environment) {
    String told = environment.getOrDefault(variable(), "").strip();
    if (told.isEmpty()) {
      return URI.create("https://" + apiName() + "/");
    }
    String address = told.contains("://") ? told : "http://" + told;
    address = address.endsWith("/") ? address : address + "/";
    try {
      URI uri = URI.create(address);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new DeployException(
        title + " cannot be called",
        variable() + " is '" + told + "', which is no web address",
        "Unset it, or give an address such as http://127.0.0.1:9000/");
  }

  /**
   * Tells whether callers must not send credentials: the storage emulators know none, and a token
   * must not go to whatever listens there.
   */
  boolean isOpen(Map<String, String> environment) {
    return this == STORAGE && !environment.getOrDefault(STORAGE_EMULATOR, "").isBlank();
  }
}
