// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The two calls of Label Studio's API that training makes, on a loopback port (protocol §5.2). */
final class FakeLabelStudio implements AutoCloseable {
  static final String KEY = "0123456789abcdef0123456789abcdef01234567";
  static final String CREATED_AT = "2023-10-02T14:40:00.000000Z";
  static final String UID = "12.1696257600";

  private final HttpServer server;
  private final List<Map<String, Object>> tasks = new CopyOnWriteArrayList<>();

  FakeLabelStudio() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Adds a task with one annotation. */
  void annotate(String text, String choice) {
    long id = tasks.size() + 1;
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("from_name", "sentiment");
    region.put("to_name", "text");
    region.put("type", "choices");
    region.put("value", Map.of("choices", List.of(choice)));
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("id", id);
    task.put("data", Map.of("text", text));
    task.put("annotations", List.of(Map.of("id", id, "result", List.of(region))));
    tasks.add(task);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int status = 200;
    Object body;
    if (!("Token " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      status = 401;
      body = Map.of("detail", "Invalid token.");
    } else if (path.equals("/api/projects/12/")) {
      body =
          Map.of(
              "id",
              12L,
              "title",
              "Reviews",
              "label_config",
              Served.CONFIG,
              "created_at",
              CREATED_AT);
    } else if (path.equals("/api/tasks/") && isPage(exchange, 1)) {
      body = Map.of("tasks", new ArrayList<>(tasks), "total", (long) tasks.size());
    } else {
      status = 404;
      body = Map.of("detail", "Not found.");
    }
    byte[] bytes = Json.text(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static boolean isPage(HttpExchange exchange, int page) {
    return ("&" + exchange.getRequestURI().getRawQuery() + "&").contains("&page=" + page + "&");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
