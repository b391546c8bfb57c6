// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Label Studio on the loopback interface with one project of labelled tasks: as much of its API
 * as a training reads (protocol §5.2). Thread-safe.
 */
public final class LabelledProject implements AutoCloseable {
  /** The project's full uid. */
  public static final String UID = "12.1696257600";

  /** Its label config: choices on text. */
  public static final String CONFIG =
      "<View><Text name='t' value='$t'/><Choices name='c' toName='t'><Choice value='Good'/>"
          + "</Choices></View>";

  private static final String CREATED_AT = "2023-10-02T14:40:00.000000Z";

  private final HttpServer server;
  private volatile int labelled = 3;

  /**
   * Starts it with three tasks, on a port of its own.
   *
   * @throws IOException when no port can be had
   */
  public LabelledProject() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Sets how many tasks are labelled. */
  public void label(int tasks) {
    labelled = tasks;
  }

  /** The variables that lead a backend here. */
  public Map<String, String> environment() {
    return Map.of(
        "LABEL_STUDIO_URL",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "LABEL_STUDIO_API_KEY",
        "0123456789abcdef0123456789abcdef01234567");
  }

  /**
   * What it sends to {@code /webhook}.
   *
   * @param action such as {@code ANNOTATION_CREATED}
   */
  public String event(String action) {
    return Json.text(
        Map.of(
            "action",
            action,
            "project",
            Map.of(
                "id", 12L, "created_at", CREATED_AT, "total_annotations_number", (long) labelled)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    Object body = Map.of("detail", "Not found.");
    int status = 404;
    if (exchange.getRequestURI().getPath().equals("/api/projects/12/")) {
      status = 200;
      body = Map.of("id", 12L, "label_config", CONFIG, "created_at", CREATED_AT);
    } else if (exchange.getRequestURI().getPath().equals("/api/tasks/")
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
    for (long id = 1; id <= labelled; id++) {
      Map<String, Object> region =
          Map.of(
              "from_name",
              "c",
              "to_name",
              "t",
              "type",
              "choices",
              "value",
              Map.of("choices", List.of("Good")));
      tasks.add(
          Map.of(
              "id",
              id,
              "data",
              Map.of("t", "x"),
              "annotations",
              List.of(Map.of("id", id, "result", List.of(region)))));
    }
    return tasks;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
