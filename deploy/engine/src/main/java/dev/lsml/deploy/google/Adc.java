// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.UserCredentials;
import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Application Default Credentials, as every Google library and Terraform find them: the file that
 * {@code GOOGLE_APPLICATION_CREDENTIALS} names, else the one that {@code gcloud auth
 * application-default login} writes, else the machine's own account on Google's machines.
 *
 * <p>What {@code gcloud auth login} keeps is for gcloud alone; that is the most frequent surprise
 * of a first deployment, so it is told when only that is there.
 *
 * <p>Thread-safe.
 */
public final class Adc implements TokenSource {
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final String LOGIN = "gcloud auth application-default login";
  private static final String ELSE =
      "; without gcloud, set GOOGLE_APPLICATION_CREDENTIALS to a service account's key file, or"
          + " GOOGLE_OAUTH_ACCESS_TOKEN to an access token";

  private final Map<String, String> environment;
  private final Path gcloudFolder;
  private final Callable<GoogleCredentials> finder;
  private final @Nullable String project;
  private @Nullable GoogleCredentials credentials;

  /**
   * Makes one that looks when it is first asked.
   *
   * @param project whose quota a person's calls count on where the person named no other
   */
  public static Adc of(Map<String, String> environment, @Nullable String project) {
    return new Adc(
        environment,
        project,
        gcloudFolder(environment, System.getProperty("user.home", ".")),
        GoogleCredentials::getApplicationDefault);
  }

  Adc(
      Map<String, String> environment,
      @Nullable String project,
      Path gcloudFolder,
      Callable<GoogleCredentials> finder) {
    this.environment = Map.copyOf(environment);
    this.project = project;
    this.gcloudFolder = gcloudFolder;
    this.finder = finder;
  }

  @Override
  public synchronized Token token() {
    GoogleCredentials found = credentials;
    if (found == null) {
      found = find();
      credentials = found;
    }
    try {
      found.refreshIfExpired();
      AccessToken token = found.getAccessToken();
      if (token == null) {
        throw new IOException("these credentials have no access tokens");
      }
      return new Token(token.getTokenValue(), quotaProject(found));
    } catch (IOException e) {
      throw stale(e);
    }
  }

  private GoogleCredentials find() {
    try {
      GoogleCredentials found = finder.call();
      return found.createScopedRequired() ? found.createScoped(SCOPE) : found;
    } catch (Exception e) {
      throw none(e);
    }
  }

  /** Google refuses calls that a person makes without saying whose quota they count on. */
  private @Nullable String quotaProject(GoogleCredentials found) {
    String told = environment.get("GOOGLE_CLOUD_QUOTA_PROJECT");
    if (told != null && !told.isBlank()) {
      return told.strip();
    }
    String own = found.getQuotaProjectId();
    if (own != null && !own.isBlank()) {
      return own;
    }
    return found instanceof UserCredentials ? project : null;
  }

  private DeployException none(Exception e) {
    String file = environment.get("GOOGLE_APPLICATION_CREDENTIALS");
    if (file != null && !file.isBlank()) {
      return new DeployException(
          "The credentials for Google cannot be read",
          "GOOGLE_APPLICATION_CREDENTIALS names " + file + ": " + e.getMessage(),
          "Correct or unset the variable, or run: " + LOGIN,
          e);
    }
    boolean gcloudKnowsSomeone = Files.exists(gcloudFolder.resolve("credentials.db"));
    return new DeployException(
        "There are no credentials for Google",
        gcloudKnowsSomeone
            ? "gcloud is logged in, but 'gcloud auth login' serves gcloud alone; other programs use"
                + " Application Default Credentials, and there are none"
            : "there are no Application Default Credentials on this machine",
        "Run: " + LOGIN + ELSE,
        e);
  }

  private static DeployException stale(IOException e) {
    String message = String.valueOf(e.getMessage());
    boolean again = message.contains("invalid_grant") || message.contains("invalid_rapt");
    return new DeployException(
        "The credentials for Google gave no access token",
        again ? "the login has run out or was revoked" : message,
        again ? "Log in again: " + LOGIN : "Check the network, then log in again: " + LOGIN,
        e);
  }

  static Path gcloudFolder(Map<String, String> environment, String home) {
    String config = environment.get("CLOUDSDK_CONFIG");
    if (config != null && !config.isBlank()) {
      return Path.of(config);
    }
    String appData = environment.get("APPDATA"); // Windows
    return appData != null && !appData.isBlank()
        ? Path.of(appData, "gcloud")
        : Path.of(home, ".config", "gcloud");
  }
}
