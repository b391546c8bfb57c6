// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.page;

import dev.lsml.core.json.JsonView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page that shows a backend's status to people: plain HTML without a script, a frame or
 * anything from elsewhere. Thread-safe: no state.
 */
public final class StatusPage {
  /**
   * The header fields that go with it. The browser runs no script and loads nothing, whatever
   * should get past the escaping; it keeps no copy, since the page is behind a password.
   */
  public static final Map<String, String> HEADERS = headers();

  private StatusPage() {}

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; style-src '"
            + Style.hash()
            + "'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cache-Control", "no-store");
    headers.put("Vary", "Accept");
    return java.util.Collections.unmodifiableMap(headers);
  }

  /**
   * Renders the page.
   *
   * @param status what {@code GET /status} answers
   * @param tried what somebody asked for with the form, and the answer: {@code project}, {@code
   *     task} and {@code answer}; {@code null} for none
   */
  public static String html(
      Map<String, @Nullable Object> status, @Nullable Map<String, @Nullable Object> tried) {
    JsonView view = JsonView.of(status);
    JsonView trial = JsonView.of(tried);
    Html html = new Html();
    html.raw(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            + "<link rel=\"icon\" href=\"data:,\">\n<title>");
    html.text(view.get("model").value()).raw(" – Label Studio ML backend</title>\n<style>");
    html.raw(Style.CSS).raw("</style>\n</head>\n<body>\n");
    html.raw("<a class=\"skip\" href=\"#main\">Skip to the projects</a>\n<header>\n<h1>");
    html.text(view.get("model").value()).raw("</h1>\n");
    html.raw("<p>A Label Studio ML backend, and it is up.</p>\n<nav aria-label=\"Pages\">");
    html.raw("<a href=\"status\">Status from the store</a> <a href=\"metrics\">Counters</a>");
    html.raw("</nav>\n</header>\n<main id=\"main\" tabindex=\"-1\">\n");
    if (tried != null) {
      TrialResult.write(html, trial);
    }
    projects(html, view, trial);
    connect(html, view);
    html.raw("</main>\n</body>\n</html>\n");
    return html.toString();
  }

  private static void projects(Html html, JsonView status, JsonView trial) {
    boolean memory = "memory".equals(status.get("source").value());
    Map<String, @Nullable Object> projects = status.get("projects").object();
    if (!status.get("incomplete").isNull()) {
      html.raw("<p class=\"note\" role=\"status\">Not all is shown: ");
      html.text(status.get("incomplete").value()).raw("</p>\n");
    }
    if (memory) {
      html.raw("<p class=\"note\">This is what this instance has in memory. ");
      html.raw("<a href=\"status\">Ask the store</a> for all projects and their state now.</p>\n");
    }
    if (projects.isEmpty()) {
      html.raw("<p>").raw(memory ? "This instance has served" : "The store holds");
      html.raw(" no project yet. Connect one as told below.</p>\n");
    }
    for (String uid : projects.keySet()) {
      ProjectSection.write(html, uid, status.get("projects").get(uid), trial);
    }
  }

  private static void connect(Html html, JsonView status) {
    html.raw("<section aria-labelledby=\"connect\"><h2 id=\"connect\">This backend</h2>\n");
    html.raw("<p>To use it, copy this page's address, without <code>status</code>, into Label");
    html.raw(" Studio: open a project, then <b>Settings</b>, <b>Model</b>, <b>Connect Model</b>,");
    html.raw(" <b>Backend URL</b>.</p>\n<dl>\n");
    html.fact("Model class", status.get("model_class").value());
    html.fact("Learns from annotations", status.get("trainable").flag(false) ? "yes" : "no");
    html.fact("Predictions since this instance started", status.get("predictions").value());
    html.raw("</dl>\n</section>\n");
  }
}
