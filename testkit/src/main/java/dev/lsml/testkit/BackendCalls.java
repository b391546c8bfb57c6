// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import dev.lsml.core.http.Headers;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.protocol.TaskCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls a backend as Label Studio does for one project, and fails at what it would not show. */
final class BackendCalls {
  private static final long PROJECT_ID = 1;
  private static final String CREATED_AT = "2026-01-01T00:00:00Z";
  private static final ProjectUid PROJECT = ProjectUid.of(PROJECT_ID, CREATED_AT);

  private final HttpHandler backend;

  BackendCalls(HttpHandler backend) {
    this.backend = backend;
  }

  String setup(String labelConfig, @Nullable Object extraParams) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("project", PROJECT.value());
    body.put("schema", labelConfig);
    body.put("extra_params", extraParams);
    return post("/setup", body).get("model_version").string();
  }

  List<Prediction> predict(String labelConfig, List<Task> tasks, @Nullable List<Region> drawn) {
    Map<String, @Nullable Object> params = new LinkedHashMap<>();
    params.put("login", null);
    params.put("password", null);
    params.put(
        "context",
        drawn == null ? null : Map.of("result", drawn.stream().map(Region::json).toList()));
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("tasks", TestTasks.numbered(tasks).stream().map(Task::json).toList());
    body.put("project", PROJECT.value());
    body.put("label_config", labelConfig);
    body.put("params", params);
    Map<String, Long> before = counters();
    List<Prediction> predictions = new ArrayList<>();
    for (JsonView result : post("/predict", body).get("results").items()) {
      Double score = result.get("score").value() instanceof Number n ? n.doubleValue() : null;
      predictions.add(
          new Prediction(
              TaskCodec.regions(result.get("result")),
              score,
              result.get("model_version").stringOrNull()));
    }
    failIfMore("lsml_failed_tasks_total", before, "tasks for which the model failed");
    failIfMore(
        "lsml_prediction_problems_total",
        before,
        "problems with regions, which Label Studio would refuse or not show");
    return predictions;
  }

  void startTraining(int annotations) {
    Map<String, @Nullable Object> project = new LinkedHashMap<>();
    project.put("id", PROJECT_ID);
    project.put("created_at", CREATED_AT);
    project.put("total_annotations_number", (long) annotations);
    JsonView answer = post("/webhook", Map.of("action", "START_TRAINING", "project", project));
    if ("ignored".equals(answer.get("status").value())) {
      throw new AssertionError("nothing is trained: " + answer.get("detail").value());
    }
  }

  /** What {@code /status} tells of the project. */
  JsonView status() {
    return JsonView.of(Json.read(send("GET", "/status", "project=" + PROJECT, new byte[0])))
        .get("projects")
        .get(PROJECT.value());
  }

  private Map<String, Long> counters() {
    Map<String, Long> counters = new HashMap<>();
    for (String line : send("GET", "/metrics", null, new byte[0]).split("\n", -1)) {
      int space = line.lastIndexOf(' ');
      if (space > 0 && !line.startsWith("#")) {
        counters.put(line.substring(0, space), Long.valueOf(line.substring(space + 1)));
      }
    }
    return counters;
  }

  private void failIfMore(String counter, Map<String, Long> before, String what) {
    long more = counters().getOrDefault(counter, 0L) - before.getOrDefault(counter, 0L);
    if (more > 0) {
      throw new AssertionError(more + " " + what + "; the log above says more");
    }
  }

  private JsonView post(String path, Map<String, ? extends @Nullable Object> body) {
    return JsonView.of(Json.read(send("POST", path, null, Json.bytes(body))));
  }

  private String send(String method, String path, @Nullable String query, byte[] body) {
    try {
      HttpResponse response =
          backend.handle(
              new HttpRequest(
                  method,
                  path,
                  query,
                  Headers.empty().with("Content-Type", "application/json"),
                  new ByteArrayInputStream(body)));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      response.body().writeTo(bytes);
      String text = bytes.toString(StandardCharsets.UTF_8);
      if (response.status() >= 300) {
        throw new AssertionError(
            method + " " + path + " was answered with " + response.status() + ": " + text);
      }
      return text;
    } catch (Exception e) {
      throw new AssertionError(method + " " + path + " was not answered", e);
    }
  }
}
