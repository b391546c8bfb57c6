// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The two calls that a training makes to Label Studio (protocol §5.2): one project, and its
 * labelled tasks on one page. Listens on 127.0.0.1. Thread-safe.
 */
public final class LabelStudioStub implements AutoCloseable {
  private static final String[] GOOD = {"great", "clean", "friendly", "lovely", "perfect"};
  private static final String[] BAD = {"awful", "dirty", "rude", "noisy", "broken"};
  private static final String[] NEUTRAL = {"the", "room", "was", "and", "staff", "breakfast", "we"};

  private final HttpServer server;
  private final Map<String, Object> project = new LinkedHashMap<>();
  private final List<Object> tasks = new ArrayList<>();

  /**
   * Starts one.
   *
   * @param id the project's
   * @param createdAt the project's, ISO 8601
   * @param labelConfig with {@code Choices} named {@code sentiment} of the labels Positive and
   *     Negative on a {@code Text} named {@code text}
   * @param labelled how many tasks are labelled
   */
  public LabelStudioStub(long id, String createdAt, String labelConfig, int labelled)
      throws IOException {
    project.put("id", id);
    project.put("title", "bench");
    project.put("label_config", labelConfig);
    project.put("model_version", "");
    project.put("created_at", createdAt);
    Random random = new Random(7);
    for (int i = 1; i <= labelled; i++) {
      tasks.add(task(id, i, random));
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/projects/" + id, exchange -> answer(exchange, project));
    server.createContext(
        "/api/tasks/",
        exchange ->
            answer(
                exchange,
                exchange.getRequestURI().getQuery().endsWith("&page=1")
                    ? Map.of("total", tasks.size(), "tasks", tasks)
                    : null));
    server.start();
  }

  /** Its address, without a trailing slash. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static Map<String, Object> task(long project, int id, Random random) {
    boolean good = random.nextBoolean();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      String[] words = i % 4 != 0 ? NEUTRAL : good ? GOOD : BAD;
      text.append(words[random.nextInt(words.length)]).append(' ');
    }
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("id", "r" + id);
    region.put("from_name", "sentiment");
    region.put("to_name", "text");
    region.put("type", "choices");
    region.put("value", Map.of("choices", List.of(good ? "Positive" : "Negative")));
    Map<String, Object> annotation = new LinkedHashMap<>();
    annotation.put("id", id);
    annotation.put("completed_by", 1);
    annotation.put("was_cancelled", false);
    annotation.put("ground_truth", false);
    annotation.put("created_at", "2024-05-02T10:00:00.000000Z");
    annotation.put("updated_at", "2024-05-02T10:00:00.000000Z");
    annotation.put("result", List.of(region));
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("id", id);
    task.put("project", project);
    task.put("data", Map.of("text", text.toString().strip()));
    task.put("annotations", List.of(annotation));
    task.put("predictions", List.of());
    return task;
  }

  private static void answer(HttpExchange exchange, @Nullable Object value) throws IOException {
    try (exchange) {
      if (value == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] bytes = Json.bytes(value);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
