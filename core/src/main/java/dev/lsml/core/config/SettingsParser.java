// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.config;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one environment. It collects problems instead of stopping at the first. On the way
 * of every cold start, so it does without regular expressions, formats and streams. Not
 * thread-safe.
 */
final class SettingsParser {
  /** Every name of ours; anything else that starts with the same five letters is a mistake. */
  static final List<String> LSML_NAMES =
      List.of(
          "LSML_STORE",
          "LSML_WEBHOOK_SECRET",
          "LSML_TRAIN_EVERY",
          "LSML_TRAIN_QUIET_SECONDS",
          "LSML_TRAINING_JOB",
          "LSML_VERSION_CHECK_SECONDS",
          "LSML_KEEP_VERSIONS",
          "LSML_MAX_BODY_BYTES",
          "LSML_ALLOW_HOSTS");

  private static final long MAX_SECONDS = 7 * 24 * 3600;
  private static final long MAX_QUIET_SECONDS_OF_A_JOB = 600;
  private static final String STORE_FORMS = "file:FOLDER, gs://BUCKET/PREFIX or s3://BUCKET/PREFIX";

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  SettingsParser(Map<String, String> environment) {
    this.environment = environment;
  }

  Settings parse() {
    refuseUnknownNames();
    Settings settings =
        new Settings(
            (int) whole("PORT", 9090, 0, 65_535),
            store(),
            labelStudioUrl(),
            firstOf("LABEL_STUDIO_API_KEY", "LABEL_STUDIO_ACCESS_TOKEN"),
            basicAuth(),
            text("LSML_WEBHOOK_SECRET"),
            (int) whole("LSML_TRAIN_EVERY", 10, 0, Integer.MAX_VALUE),
            trainQuiet(),
            text("LSML_TRAINING_JOB"),
            Duration.ofSeconds(whole("LSML_VERSION_CHECK_SECONDS", 5, 0, MAX_SECONDS)),
            (int) whole("LSML_KEEP_VERSIONS", 10, 1, Integer.MAX_VALUE),
            whole("LSML_MAX_BODY_BYTES", 256L << 20, 1, Long.MAX_VALUE),
            allowHosts(),
            folder("LOCAL_FILES_DOCUMENT_ROOT"),
            logLevel(),
            environment);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  private void refuseUnknownNames() {
    List<String> unknown = new ArrayList<>();
    for (String name : environment.keySet()) {
      if (name.startsWith("LSML_") && !LSML_NAMES.contains(name) && !isServiceLink(name)) {
        unknown.add(name);
      }
    }
    if (unknown.size() > 1) {
      unknown.sort(null);
    }
    for (String name : unknown) {
      problems.add(
          name + " is not a setting; the nearest is " + NearestName.of(name, LSML_NAMES) + ".");
    }
  }

  /**
   * Kubernetes sets such variables in every pod beside a service called {@code lsml} or {@code
   * lsml-…}; nobody wrote them by hand.
   */
  private boolean isServiceLink(String name) {
    String value = environment.get(name);
    return name.contains("_SERVICE_HOST")
        || name.contains("_SERVICE_PORT")
        || name.contains("_TCP_")
        || name.contains("_UDP_")
        || (value != null && (value.startsWith("tcp://") || value.startsWith("udp://")));
  }

  private URI store() {
    String store = text("LSML_STORE");
    String folder = text("MODEL_DIR");
    URI fromFolder = folder == null ? null : fileUri("MODEL_DIR", folder, folder);
    if (store == null) {
      return fromFolder != null
          ? fromFolder
          : Path.of(".lsml").toAbsolutePath().normalize().toUri();
    }
    URI location = storeUri(store);
    if (fromFolder != null && !fromFolder.equals(location)) {
      problems.add(
          "LSML_STORE is "
              + store
              + " and MODEL_DIR is "
              + folder
              + ", two different places; set only one of them.");
    }
    return location;
  }

  private URI storeUri(String store) {
    if (store.startsWith("file:")) {
      String path = store.substring("file:".length());
      if (!path.startsWith("/")) {
        return fileUri("LSML_STORE", store, path);
      }
    }
    try {
      URI uri = new URI(store);
      String scheme = uri.getScheme();
      if ("file".equals(scheme)) {
        return Path.of(uri).toAbsolutePath().normalize().toUri();
      }
      if (scheme != null && scheme.length() > 1 && uri.getAuthority() != null) {
        return uri;
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // told below, in the words of somebody who sets a variable
    }
    problems.add("LSML_STORE is '" + store + "'; expected " + STORE_FORMS + ".");
    return URI.create("file:/");
  }

  private URI fileUri(String name, String value, String path) {
    Path folder = path(path);
    if (folder == null || path.isBlank()) {
      problems.add(name + " is '" + value + "'; expected a folder.");
      return URI.create("file:/");
    }
    return folder.toUri();
  }

  private @Nullable Path folder(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    Path folder = path(value);
    if (folder == null) {
      problems.add(name + " is '" + value + "'; expected a folder.");
    }
    return folder;
  }

  private static @Nullable Path path(String value) {
    try {
      return Path.of(value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private @Nullable URI labelStudioUrl() {
    String name = text("LABEL_STUDIO_URL") != null ? "LABEL_STUDIO_URL" : "LABEL_STUDIO_HOST";
    String value = text(name);
    if (value == null) {
      return null;
    }
    int end = value.length();
    while (end > 0 && value.charAt(end - 1) == '/') {
      end--;
    }
    try {
      URI url = new URI(value.substring(0, end));
      String scheme = url.getScheme();
      if (url.getHost() != null
          && url.getUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
        return url;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    // Not the value: somebody may have put a password in front of the host.
    problems.add(
        name
            + " is not Label Studio's address; expected http://HOST:PORT or https://HOST/PATH,"
            + " without user name and query.");
    return null;
  }

  private Settings.@Nullable BasicAuth basicAuth() {
    String user = text("BASIC_AUTH_USER");
    String password = environment.get("BASIC_AUTH_PASS");
    boolean hasPassword = password != null && !password.isBlank();
    if (user == null && !hasPassword) {
      return null;
    }
    if (user == null || password == null || !hasPassword) {
      problems.add(
          (user == null ? "BASIC_AUTH_PASS" : "BASIC_AUTH_USER")
              + " is set without "
              + (user == null ? "BASIC_AUTH_USER" : "BASIC_AUTH_PASS")
              + "; set both, or neither to let every caller in.");
      return null;
    }
    if (user.indexOf(':') >= 0) {
      problems.add("BASIC_AUTH_USER holds a colon; basic auth has no way to send one in a name.");
    }
    return new Settings.BasicAuth(user, password);
  }

  private Duration trainQuiet() {
    long seconds = whole("LSML_TRAIN_QUIET_SECONDS", 0, 0, MAX_SECONDS);
    if (seconds > MAX_QUIET_SECONDS_OF_A_JOB && text("LSML_TRAINING_JOB") != null) {
      problems.add(
          "LSML_TRAIN_QUIET_SECONDS is "
              + seconds
              + ", but the job of LSML_TRAINING_JOB waits for quiet itself, and is paid for while"
              + " it does; choose at most "
              + MAX_QUIET_SECONDS_OF_A_JOB
              + ", or 0 to train by number alone.");
    }
    return Duration.ofSeconds(seconds);
  }

  private List<String> allowHosts() {
    String value = text("LSML_ALLOW_HOSTS");
    List<String> hosts = new ArrayList<>();
    for (int start = 0; value != null && start <= value.length(); ) {
      int comma = value.indexOf(',', start);
      int end = comma < 0 ? value.length() : comma;
      String host = value.substring(start, end).strip().toLowerCase(Locale.ROOT);
      if (host.contains("://")) {
        problems.add(
            "LSML_ALLOW_HOSTS holds '"
                + host
                + "'; expected host names, addresses or CIDR ranges separated by commas, such as"
                + " files.internal,10.1.0.0/16.");
      } else if (!host.isEmpty()) {
        hosts.add(host);
      }
      start = end + 1;
    }
    return hosts;
  }

  private Level logLevel() {
    String value = text("LOG_LEVEL");
    Level level = value == null ? Level.INFO : Settings.logLevel(value);
    if (level == null) {
      problems.add(
          "LOG_LEVEL is '" + value + "'; expected TRACE, DEBUG, INFO, WARNING, ERROR or OFF.");
      return Level.INFO;
    }
    return level;
  }

  private long whole(String name, long otherwise, long least, long most) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    problems.add(
        name
            + " is '"
            + value
            + "'; expected a whole number "
            + (most >= Integer.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most)
            + ", such as "
            + otherwise
            + ".");
    return otherwise;
  }

  private @Nullable String firstOf(String name, String otherName) {
    String value = text(name);
    return value != null ? value : text(otherName);
  }

  private @Nullable String text(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
