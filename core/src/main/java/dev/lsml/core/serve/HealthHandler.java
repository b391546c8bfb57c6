// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.model.ModelType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code GET /health} and {@code GET /}: say that the backend is up. Touches no store and no model,
 * so it answers while one loads, predicts or trains. Thread-safe.
 */
final class HealthHandler implements HttpHandler {
  private final HttpResponse up;
  private final HttpResponse page;

  HealthHandler(ModelType type) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", "UP");
    json.put("model_class", type.className());
    json.put("model", type.name());
    this.up = HttpResponse.json(200, json);
    this.page = HttpResponse.text(200, "text/html", html(type));
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    return request.path().equals("/") && request.headers().contains("Accept", "text/html")
        ? page
        : up;
  }

  /** Names hold only letters, digits and a few signs, so nothing needs escaping. */
  private static String html(ModelType type) {
    return """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%NAME% – Label Studio ML backend</title></head>
        <body style="font-family: system-ui, sans-serif; max-width: 40rem; margin: 3rem auto">
        <h1>%NAME%</h1>
        <p>This is a Label Studio ML backend, and it is up.</p>
        <p>To use it, copy this page's address into Label Studio: open a project, then
        <b>Settings</b>, <b>Model</b>, <b>Connect Model</b>, <b>Backend URL</b>.</p>
        <p>What it serves and trains: <a href="status">status</a>. Counters:
        <a href="metrics">metrics</a>.</p>
        </body>
        </html>
        """
        .replace("%NAME%", type.name());
  }
}
