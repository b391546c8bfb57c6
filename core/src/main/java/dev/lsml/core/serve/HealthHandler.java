// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.model.ModelType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code GET /health} and {@code GET /}: say that the backend is up, and at {@code /} show a
 * browser what is in memory. Touches no store and no model, so it answers while one loads, predicts
 * or trains. Thread-safe.
 */
final class HealthHandler implements HttpHandler {
  private final HttpResponse up;
  private final StatusHandler status;

  HealthHandler(ModelType type, StatusHandler status) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", "UP");
    json.put("model_class", type.className());
    json.put("model", type.name());
    this.up = HttpResponse.json(200, json);
    this.status = status;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    return request.path().equals("/") && StatusHandler.isForBrowser(request)
        ? status.fromMemory()
        : up;
  }
}
