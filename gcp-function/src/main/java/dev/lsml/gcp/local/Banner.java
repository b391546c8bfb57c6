// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.local;

import dev.lsml.core.config.Settings;
import dev.lsml.core.model.ModelType;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the local server says when it is up: everything that one needs to know to connect Label
 * Studio, and nothing that is secret. Immutable.
 *
 * @param host the address it listens on, {@code null} for all
 * @param port the port it listens on
 * @param addresses this machine's
 * @param inContainer whether this is a container
 */
record Banner(
    ModelType model,
    Settings settings,
    @Nullable String host,
    int port,
    List<HostAddress> addresses,
    boolean inContainer) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("lsml serves " + model.name() + " (" + model.className() + ")");
    lines.add("");
    lines.add(
        "Paste into Label Studio: a project's Settings > Model > Connect Model > Backend URL");
    urls(lines);
    // protocol §2.1
    lines.add("  Label Studio 1.23.1 and newer refuses these addresses unless it runs with both");
    lines.add(
        "  LABEL_STUDIO_ML_BLOCK_LOCAL_IP=false and LABEL_STUDIO_SSRF_PROTECTION_ENABLED=false");
    lines.add("");
    row(lines, "Store", place(settings.store()));
    row(lines, "Access", access());
    if (settings.basicAuth() != null && settings.webhookSecret() == null && model.trainable()) {
      row(lines, "", "Label Studio sends no password with its events, so none of them arrives;");
      row(lines, "", "set LSML_WEBHOOK_SECRET and give it to the project's webhook");
    }
    labelStudio(lines);
    row(
        lines,
        "Time limits",
        "Label Studio waits 100 s for predictions and 3 s for its setup call;");
    row(lines, "", "ML_TIMEOUT_PREDICT and ML_TIMEOUT_SETUP in its environment change that");
    lines.add("");
    lines.add("Ctrl-C stops it.");
    lines.add("");
    return lines;
  }

  private void urls(List<String> lines) {
    if (host != null) {
      url(lines, host.indexOf(':') < 0 ? host : "[" + host + "]", "the only address listened on");
      return;
    }
    url(lines, "localhost", "Label Studio runs on this machine");
    url(lines, "host.docker.internal", "Label Studio runs in a container on this machine");
    for (HostAddress address : addresses) {
      url(
          lines,
          address.address(),
          address.isForContainers()
              ? "the same, where that name is not known (" + address.device() + ")"
              : "Label Studio runs elsewhere (" + address.device() + ")");
    }
    lines.add(
        "  A name without a dot, such as the http://ml-backend:9090 of a compose file, predicts");
    lines.add(
        "  but never learns: Label Studio sends its events to no such name, and does not say so.");
  }

  private void url(List<String> lines, String name, String when) {
    StringBuilder line = new StringBuilder("  http://").append(name).append(':').append(port);
    while (line.length() < 40) {
      line.append(' ');
    }
    lines.add(line.append(' ').append(when).toString());
  }

  private String access() {
    Settings.BasicAuth auth = settings.basicAuth();
    if (auth == null) {
      return "open to everyone who reaches the port;"
          + " BASIC_AUTH_USER and BASIC_AUTH_PASS close it";
    }
    return "basic auth as "
        + auth.user()
        + (settings.webhookSecret() == null ? "" : ", or the webhook secret on events");
  }

  private void labelStudio(List<String> lines) {
    URI url = settings.labelStudioUrl();
    boolean key = settings.labelStudioApiKey() != null;
    if (url == null) {
      row(lines, "Label Studio", "address unknown until it calls; LABEL_STUDIO_URL sets it");
    } else {
      row(lines, "Label Studio", url.toString());
      if (inContainer && isLoopback(url)) {
        row(lines, "", "WARNING: in a container, " + url.getHost() + " is the container itself;");
        row(lines, "", "set LABEL_STUDIO_URL to http://host.docker.internal:PORT or to its name");
      }
    }
    row(
        lines,
        "API key",
        key
            ? "set"
            : "not set"
                + (model.trainable()
                    ? ": training reads annotations with it; make one in Label Studio under"
                    : "; where task files need it, make one in Label Studio under"));
    if (!key) {
      row(lines, "", "Account & Settings > Personal Access Token, for LABEL_STUDIO_API_KEY");
    }
  }

  private static boolean isLoopback(URI url) {
    String name = url.getHost();
    return name.equals("localhost") || name.startsWith("127.") || name.equals("[::1]");
  }

  private static String place(URI store) {
    return "file".equals(store.getScheme()) ? Path.of(store).toString() : store.toString();
  }

  private static void row(List<String> lines, String name, String text) {
    StringBuilder line = new StringBuilder(name);
    while (line.length() < 14) {
      line.append(' ');
    }
    lines.add(line.append(text).toString());
  }
}
