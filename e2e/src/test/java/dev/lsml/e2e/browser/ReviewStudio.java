// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.Json;
import dev.lsml.examples.textclassifier.Reviews;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * As much of a Label Studio as a training reads, with reviews of which more and more are labelled.
 */
final class ReviewStudio implements AutoCloseable {
  static final String UID = "12.1696257600";
  static final String CONFIG =
      "<View><Text name=\"review\" value=\"$text\"/><Choices name=\"sentiment\" toName=\"review\">"
          + "<Choice value=\"Positive\"/><Choice value=\"Negative\"/></Choices></View>";
  private static final String CREATED_AT = "2023-10-02T14:40:00.000000Z";
  private static final List<Reviews.Review> REVIEWS = Reviews.generate(200, 11);

  private final HttpServer server;
  private volatile int labelled;

  ReviewStudio() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  void label(int reviews) {
    labelled = reviews;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it sends when somebody presses the button. */
  static String startTraining() {
    return Json.text(
        Map.of("action", "START_TRAINING", "project", Map.of("id", 12L, "created_at", CREATED_AT)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Object body = Map.of("detail", "Not found.");
    int status = 404;
    if (path.equals("/api/projects/12/")) {
      status = 200;
      body = Map.of("id", 12L, "label_config", CONFIG, "created_at", CREATED_AT);
    } else if (path.equals("/api/tasks/")
        && ("&" + exchange.getRequestURI().getRawQuery() + "&").contains("&page=1&")) {
      status = 200;
      body = Map.of("tasks", tasks(), "total", (long) labelled);
    }
    byte[] bytes = Json.text(body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private List<Object> tasks() {
    List<Object> tasks = new ArrayList<>();
    for (int i = 0; i < labelled; i++) {
      Reviews.Review review = REVIEWS.get(i);
      Map<String, Object> region =
          Map.of(
              "from_name",
              "sentiment",
              "to_name",
              "review",
              "type",
              "choices",
              "value",
              Map.of("choices", List.of(review.sentiment())));
      tasks.add(
          Map.of(
              "id",
              (long) i + 1,
              "data",
              Map.of("text", review.text()),
              "annotations",
              List.of(Map.of("id", (long) i + 1, "result", List.of(region)))));
    }
    return tasks;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
