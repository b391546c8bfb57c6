// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a backend can be told through environment variables, which are named in
 * parentheses. A variable that is empty or blank counts as not set. Immutable and thread-safe.
 *
 * @param port where the server listens, 0 for any free port ({@code PORT}, 9090)
 * @param store where versions and project state live, with an absolute path when the scheme is
 *     {@code file} ({@code LSML_STORE}, or {@code MODEL_DIR} for a folder; {@code file:.lsml})
 * @param labelStudioUrl Label Studio's address without a trailing slash, {@code null} when not told
 *     ({@code LABEL_STUDIO_URL}, else {@code LABEL_STUDIO_HOST}; protocol §5.1)
 * @param labelStudioApiKey secret; a key of any of the three kinds of protocol §5.1 ({@code
 *     LABEL_STUDIO_API_KEY}, else {@code LABEL_STUDIO_ACCESS_TOKEN})
 * @param basicAuth what every caller must send, {@code null} for no check ({@code BASIC_AUTH_USER}
 *     and {@code BASIC_AUTH_PASS})
 * @param webhookSecret secret; what a webhook may send in a header instead of basic auth ({@code
 *     LSML_WEBHOOK_SECRET})
 * @param trainEvery number of new annotations that start a training, 0 for never by number ({@code
 *     LSML_TRAIN_EVERY}, 10)
 * @param trainQuiet time without a new annotation after which those not yet learned from start a
 *     training, zero for never by time ({@code LSML_TRAIN_QUIET_SECONDS}, 0)
 * @param trainingJob the job that trains, so that this process never does, such as {@code
 *     projects/P/locations/L/jobs/J}, or the address of a queue before it; {@code null} to train in
 *     a thread ({@code LSML_TRAINING_JOB})
 * @param versionCheck how old the knowledge of the current version may grow ({@code
 *     LSML_VERSION_CHECK_SECONDS}, 5)
 * @param keepVersions number of versions per project that are kept to go back to, at least 1
 *     ({@code LSML_KEEP_VERSIONS}, 10)
 * @param maxBodyBytes the largest request body that is read ({@code LSML_MAX_BODY_BYTES}, 256 MiB)
 * @param allowHosts host names, addresses and CIDR ranges in lower case that task files may be
 *     fetched from although their addresses are private ({@code LSML_ALLOW_HOSTS}, separated by
 *     commas)
 * @param localFilesRoot the folder that {@code /data/local-files/?d=} means on this machine, {@code
 *     null} when there is none ({@code LOCAL_FILES_DOCUMENT_ROOT}; protocol §5.4)
 * @param logLevel the least level that is logged ({@code LOG_LEVEL}, INFO)
 * @param environment all variables, for stores that read credentials and endpoints of their own
 */
public record Settings(
    int port,
    URI store,
    @Nullable URI labelStudioUrl,
    @Nullable String labelStudioApiKey,
    @Nullable BasicAuth basicAuth,
    @Nullable String webhookSecret,
    int trainEvery,
    Duration trainQuiet,
    @Nullable String trainingJob,
    Duration versionCheck,
    int keepVersions,
    long maxBodyBytes,
    List<String> allowHosts,
    @Nullable Path localFilesRoot,
    System.Logger.Level logLevel,
    Map<String, String> environment) {

  /**
   * A user name and password that callers must send.
   *
   * @param user has no colon, since basic auth ends the name there (RFC 7617 §2)
   * @param password secret
   */
  public record BasicAuth(String user, String password) {
    @Override
    public String toString() {
      return "BasicAuth[user=" + user + "]";
    }
  }

  /** Copies the collections. */
  public Settings {
    allowHosts = List.copyOf(allowHosts);
    environment = Map.copyOf(environment);
  }

  /**
   * Reads the settings out of an environment such as {@link System#getenv()}.
   *
   * @throws SettingsException when a value cannot be used or a name that starts with {@code LSML_}
   *     is not known; it lists all such problems
   */
  public static Settings of(Map<String, String> environment) {
    return new SettingsParser(environment).parse();
  }

  /**
   * Reads a level, in Java's words or in those of Python's logging, which users of the Python SDK
   * have in their files. For a logger, which must work before the settings are known to be right.
   *
   * @return {@code null} for a word that is neither
   */
  public static System.Logger.@Nullable Level logLevel(String word) {
    return switch (word.strip().toUpperCase(Locale.ROOT)) {
      case "ALL", "TRACE", "NOTSET" -> System.Logger.Level.TRACE;
      case "DEBUG" -> System.Logger.Level.DEBUG;
      case "INFO" -> System.Logger.Level.INFO;
      case "WARNING", "WARN" -> System.Logger.Level.WARNING;
      case "ERROR", "CRITICAL", "FATAL" -> System.Logger.Level.ERROR;
      case "OFF" -> System.Logger.Level.OFF;
      default -> null;
    };
  }

  /** The text with every secret of these settings in it replaced by {@code ***}. */
  public String redacted(String text) {
    String safe = text;
    for (String secret :
        new @Nullable String[] {
          labelStudioApiKey, basicAuth == null ? null : basicAuth.password(), webhookSecret
        }) {
      if (secret != null && !secret.isEmpty()) {
        safe = safe.replace(secret, "***");
      }
    }
    return safe;
  }

  /** The settings that matter to a reader of logs; no secret is among them. */
  @Override
  public String toString() {
    return "Settings[port="
        + port
        + ", store="
        + store
        + ", labelStudioUrl="
        + labelStudioUrl
        + ", labelStudioApiKey="
        + (labelStudioApiKey == null ? "not set" : "set")
        + ", basicAuth="
        + (basicAuth == null ? "not set" : "set")
        + ", webhookSecret="
        + (webhookSecret == null ? "not set" : "set")
        + ", trainEvery="
        + trainEvery
        + ", trainQuiet="
        + trainQuiet
        + ", trainingJob="
        + trainingJob
        + ", versionCheck="
        + versionCheck
        + ", keepVersions="
        + keepVersions
        + ", maxBodyBytes="
        + maxBodyBytes
        + ", allowHosts="
        + allowHosts
        + ", localFilesRoot="
        + localFilesRoot
        + ", logLevel="
        + logLevel
        + "]";
  }
}
