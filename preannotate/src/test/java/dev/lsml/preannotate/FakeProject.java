// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * Label Studio with one project 12, as far as pre-annotation calls it, and with the faults that it
 * and the way to it can have.
 */
final class FakeProject implements AutoCloseable {
  static final String KEY = "0123456789abcdef0123456789abcdef01234567";

  /** What becomes of one call that brings predictions. */
  enum Fault {
    NONE,
    /** All is stored, and the answer lost. */
    LOSE_ANSWER,
    /** Nothing is stored, and no answer comes. */
    LOSE_REQUEST,
    /** A proxy gives up; all is stored only when the same comes a second time. */
    STORE_LATE,
    UNAVAILABLE
  }

  private final HttpServer server;
  private final Map<Long, String> tasks = new TreeMap<>();

  /** By task. */
  private final Map<Long, List<Map<String, Object>>> predictions = new HashMap<>();

  private final Queue<Fault> faults = new ArrayDeque<>();
  private final List<List<Map<String, Object>>> late = new ArrayList<>();
  private long nextId = 1;
  int calls;
  int largestCall = Integer.MAX_VALUE;
  Long refusedTask;
  Long passedOverTask;
  String modelVersion = "";

  FakeProject(int count) throws IOException {
    for (long id = 1; id <= count; id++) {
      tasks.put(1000 + 2 * id, "text " + id);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void fail(Fault... next) {
    faults.addAll(List.of(next));
  }

  synchronized void text(long id, String text) {
    tasks.put(id, text);
  }

  synchronized void delete(long id) {
    tasks.remove(id);
  }

  /** How many predictions each task has, by its id. */
  synchronized Map<Long, Integer> counts() {
    Map<Long, Integer> counts = new TreeMap<>();
    tasks.keySet().forEach(id -> counts.put(id, 0));
    predictions.forEach((task, its) -> counts.put(task, its.size()));
    return counts;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (!("Token " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, Map.of("detail", "Invalid token."));
        return;
      }
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/api/projects/12/")) {
        answer(exchange, 200, project());
      } else if (path.equals("/api/tasks/")) {
        answer(exchange, 200, page(exchange.getRequestURI().getRawQuery()));
      } else if (path.startsWith("/api/predictions/")) {
        synchronized (this) {
          Long id = Long.valueOf(path.split("/")[3]);
          predictions.values().forEach(its -> its.removeIf(p -> p.get("id").equals(id)));
        }
        exchange.sendResponseHeaders(204, -1);
      } else if (path.equals("/api/projects/12/import/predictions")) {
        take(exchange, JsonView.of(Json.read(body)));
      } else {
        answer(exchange, 404, Map.of("detail", "Not found."));
      }
    }
  }

  private synchronized Map<String, Object> project() {
    return Map.of(
        "id",
        12L,
        "title",
        "Reviews",
        "label_config",
        MoodModel.CONFIG,
        "model_version",
        modelVersion,
        "created_at",
        "2023-10-06T14:40:00Z",
        "task_number",
        (long) tasks.size());
  }

  private synchronized Map<String, Object> page(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    int size = Integer.parseInt(parameters.get("page_size"));
    int page = Integer.parseInt(parameters.get("page"));
    JsonView filters = JsonView.of(Json.read(parameters.get("query"))).get("filters");
    long first = Long.MIN_VALUE;
    long last = Long.MAX_VALUE;
    if (!filters.isNull()) {
      JsonView value = filters.get("items").items().get(0).get("value");
      first = value.get("min").whole();
      last = value.get("max").whole();
    }
    List<Object> all = new ArrayList<>();
    List<Long> found = new ArrayList<>();
    for (long id : tasks.keySet()) {
      if (id >= first && id <= last) {
        found.add(id);
      }
    }
    int from = Math.min((page - 1) * size, found.size());
    for (long id : found.subList(from, Math.min(from + size, found.size()))) {
      all.add(
          Map.of(
              "id", id,
              "data", Map.of("text", tasks.get(id)),
              "predictions", List.copyOf(predictions.getOrDefault(id, List.of()))));
    }
    return Map.of("tasks", all, "total", (long) found.size());
  }

  private void take(HttpExchange exchange, JsonView sent) throws IOException {
    Fault fault;
    int created;
    synchronized (this) {
      calls++;
      fault = faults.isEmpty() ? Fault.NONE : faults.remove();
      List<Map<String, Object>> batch =
          sent.items().stream()
              .<Map<String, Object>>map(i -> new LinkedHashMap<>(i.object()))
              .toList();
      if (batch.size() > largestCall) {
        answer(exchange, 413, Map.of("detail", "Request body exceeded settings"));
        return;
      }
      for (Map<String, Object> each : batch) {
        if (!tasks.containsKey((Long) each.get("task")) || each.get("task").equals(refusedTask)) {
          answer(exchange, 400, Map.of("detail", "task " + each.get("task") + " is refused"));
          return;
        }
      }
      if (fault == Fault.LOSE_REQUEST || fault == Fault.UNAVAILABLE) {
        created = 0;
      } else if (fault == Fault.STORE_LATE) {
        late.add(batch);
        created = 0;
      } else {
        created = store(batch);
        late.forEach(this::store);
        late.clear();
      }
    }
    if (fault == Fault.NONE) {
      answer(exchange, 201, Map.of("created", (long) created));
    } else if (fault == Fault.UNAVAILABLE || fault == Fault.STORE_LATE) {
      answer(exchange, 504, Map.of("detail", "Gateway time-out"));
    }
    // else the connection is closed without an answer
  }

  private int store(List<Map<String, Object>> batch) {
    int created = 0;
    for (Map<String, Object> each : batch) {
      if (!each.get("task").equals(passedOverTask)) {
        Map<String, Object> stored = new LinkedHashMap<>(each);
        stored.put("id", nextId++);
        predictions.computeIfAbsent((Long) each.get("task"), t -> new ArrayList<>()).add(stored);
        created++;
      }
    }
    return created;
  }

  private static void answer(HttpExchange exchange, int status, Object json) throws IOException {
    byte[] bytes = Json.bytes(json);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
