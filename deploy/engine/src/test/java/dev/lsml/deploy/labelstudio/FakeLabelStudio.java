// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.labelstudio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Label Studio's routes for backends and webhooks, with the rules of protocol §2.1, §2.5 and §5.3:
 * a change of a backend must repeat url and project, passwords are not told, the webhook of a new
 * backend is made in silence or not at all, a change of a webhook empties its actions.
 */
public final class FakeLabelStudio implements AutoCloseable {
  final List<Map<String, Object>> backends = new ArrayList<>();
  final List<Map<String, Object>> webhooks = new ArrayList<>();
  final List<String> calls = new ArrayList<>();

  /** What the check of a backend says, {@code null} when it is content. */
  Function<Map<String, Object>, @Nullable String> check = backend -> null;

  boolean refusesPrivateWebhooks;
  private final HttpServer server;
  private int ids;

  /** Starts one. */
  public FakeLabelStudio() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.start();
  }

  /** The registered backends, passwords included. */
  public List<Map<String, Object>> backends() {
    return backends;
  }

  /** The webhooks. */
  public List<Map<String, Object>> webhooks() {
    return webhooks;
  }

  /** The address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private record Answer(int status, @Nullable Object body) {}

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      URI uri = exchange.getRequestURI();
      calls.add(exchange.getRequestMethod() + " " + uri.getPath());
      Map<String, Object> body = new LinkedHashMap<>();
      if (sent.length > 0) {
        for (Map.Entry<String, ?> field : JsonView.of(Json.read(sent)).object().entrySet()) {
          if (field.getValue() != null) {
            body.put(field.getKey(), field.getValue());
          }
        }
      }
      Answer answer = answer(exchange.getRequestMethod(), uri.getPath(), body);
      byte[] json = answer.body() == null ? new byte[0] : Json.bytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), json.length == 0 ? -1 : json.length);
      exchange.getResponseBody().write(json);
    }
  }

  private synchronized Answer answer(String method, String path, Map<String, Object> body) {
    boolean isBackend = path.startsWith("/api/ml");
    List<Map<String, Object>> rows = isBackend ? backends : webhooks;
    String id = path.replaceAll("\\D", "");
    if (method.equals("GET")) {
      return new Answer(200, rows.stream().map(FakeLabelStudio::shown).toList());
    }
    if (method.equals("DELETE")) {
      rows.removeIf(row -> String.valueOf(row.get("id")).equals(id));
      return new Answer(204, null);
    }
    if (method.equals("POST")) {
      return isBackend ? addBackend(body) : addWebhook(body);
    }
    if (isBackend && (!body.containsKey("url") || !body.containsKey("project"))) {
      return new Answer(500, Map.of("detail", "KeyError"));
    }
    String complaint = isBackend ? check.apply(body) : null;
    if (complaint != null) {
      return invalid(complaint);
    }
    for (Map<String, Object> row : rows) {
      if (String.valueOf(row.get("id")).equals(id)) {
        if (!isBackend) {
          row.put("actions", List.of());
        }
        row.putAll(body);
        return new Answer(200, shown(row));
      }
    }
    return new Answer(404, Map.of("detail", "Not found."));
  }

  private Answer addBackend(Map<String, Object> body) {
    String complaint = check.apply(body);
    if (complaint != null) {
      return invalid(complaint);
    }
    add(backends, body);
    body.put("state", "CO");
    Map<String, Object> webhook = new LinkedHashMap<>();
    webhook.put("url", body.get("url") + "/webhook");
    webhook.put("project", body.get("project"));
    Answer made = addWebhook(webhook); // its refusal is not told, except for private addresses
    return made.status() == 403 ? made : new Answer(201, shown(body));
  }

  private Answer addWebhook(Map<String, Object> body) {
    String host = String.valueOf(URI.create(String.valueOf(body.get("url"))).getHost());
    if (host.indexOf('.') < 0 && !host.equals("localhost")) {
      return invalid("Enter a valid URL.");
    }
    if (refusesPrivateWebhooks && host.startsWith("10.")) {
      return new Answer(
          403, Map.of("detail", "URL resolves to a reserved network address (block: 10.0.0.0/8)"));
    }
    body.putIfAbsent("headers", Map.of());
    body.putIfAbsent("is_active", true);
    body.putIfAbsent("actions", List.of());
    add(webhooks, body);
    return new Answer(201, shown(body));
  }

  private void add(List<Map<String, Object>> rows, Map<String, Object> row) {
    row.put("id", ++ids);
    rows.add(row);
  }

  private static Answer invalid(String message) {
    return new Answer(
        400,
        Map.of(
            "detail",
            "Validation error",
            "validation_errors",
            Map.of("non_field_errors", List.of(message))));
  }

  private static Map<String, Object> shown(Map<String, Object> row) {
    Map<String, Object> shown = new LinkedHashMap<>(row);
    shown.remove("basic_auth_pass");
    return shown;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
