// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import dev.lsml.aws.store.S3StoreProvider;
import dev.lsml.core.Backend;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.json.Json;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.version.Projects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Uses a backend as Label Studio will, from the event to the answer, so that a snapshot holds what
 * that loads. Changes nothing in the store and sends nothing to the queue: what asks for a training
 * is used on a folder, with nobody behind the queue. A step that fails is logged, and the next one
 * follows. Thread-safe.
 */
final class Priming implements Consumer<HttpHandler> {
  private static final System.Logger LOG = System.getLogger(Priming.class.getName());

  private static final int ROUNDS = 3;
  private static final int MOST_PROJECTS = 3;

  /** Has the tags that most models look for; one that looks for others answers with an error. */
  private static final String LABEL_CONFIG =
      "<View><Text name=\"text\" value=\"$text\"/><Image name=\"image\" value=\"$image\"/>"
          + "<Choices name=\"choice\" toName=\"text\"><Choice value=\"Positive\"/>"
          + "<Choice value=\"Negative\"/></Choices>"
          + "<Labels name=\"label\" toName=\"text\"><Label value=\"Person\"/></Labels>"
          + "<RectangleLabels name=\"box\" toName=\"image\"><Label value=\"Thing\"/>"
          + "</RectangleLabels></View>";

  private final Map<String, String> environment;

  Priming(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public void accept(HttpHandler backend) {
    LOG.log(
        System.Logger.Level.INFO,
        "all is used once before the snapshot; what is said of project 0 meanwhile has no effect");
    List<String> projects = new ArrayList<>();
    step("the store", () -> projects.addAll(useStore()));
    step("training", this::useTraining);
    for (int round = 0; round < ROUNDS; round++) {
      ask(backend, "GET", "/health", null);
      ask(backend, "GET", "/", null);
      ask(backend, "POST", "/setup", Map.of("schema", LABEL_CONFIG));
      ask(backend, "POST", "/predict", prediction(null));
      ask(backend, "POST", "/webhook", webhook("PROJECT_CREATED"));
      for (String project : projects) {
        ask(backend, "POST", "/predict", prediction(project));
      }
    }
  }

  /** Lists, reads, and writes under a condition that never holds; gives some projects. */
  private List<String> useStore() throws Exception {
    String location = environment.getOrDefault("LSML_STORE", "");
    if (!location.startsWith("s3:")) {
      return List.of();
    }
    try (ObjectStore store = new S3StoreProvider().store(URI.create(location), environment)) {
      ObjectKey nothing = new ObjectKey("priming/nothing");
      store.get(nothing);
      for (int round = 0; round < ROUNDS; round++) { // a kept connection takes another way
        store.put(nothing, new byte[] {'{', '}'}, Condition.matches(new Revision("nothing")));
      }
      return Projects.in(store).stream().limit(MOST_PROJECTS).map(ProjectUid::value).toList();
    }
  }

  /** Has a training asked for, as the first annotations do. */
  private void useTraining() throws Exception {
    if (!environment.containsKey("LSML_TRAINING_JOB")) {
      return;
    }
    Path folder = Files.createTempDirectory("lsml-priming");
    Map<String, String> apart = new HashMap<>(environment);
    apart.put("LSML_STORE", folder.toUri().toString());
    try (NoQueue queue = new NoQueue()) {
      apart.put("AWS_ENDPOINT_URL_SQS", queue.url());
      try (Backend backend = ServingBackend.open(apart)) {
        ask(backend, "POST", "/setup", Map.of("project", "0.1714557600", "schema", LABEL_CONFIG));
        ask(backend, "POST", "/webhook", webhook("ANNOTATION_CREATED"));
        ask(backend, "POST", "/webhook", webhook("START_TRAINING"));
      }
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void ask(
      HttpHandler backend, String method, String path, @Nullable Map<String, Object> body) {
    step(
        method + ' ' + path,
        () -> {
          HttpRequest request =
              FunctionUrlMapping.request(
                  new ByteArrayInputStream(Json.bytes(event(method, path, body))));
          FunctionUrlMapping.event(backend.handle(request), method);
        });
  }

  private Map<String, @Nullable Object> event(
      String method, String path, @Nullable Map<String, Object> body) {
    Map<String, @Nullable Object> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    String credentials =
        environment.get("BASIC_AUTH_USER") + ":" + environment.get("BASIC_AUTH_PASS");
    headers.put(
        "authorization",
        "Basic "
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("rawPath", path);
    event.put("rawQueryString", "");
    event.put("headers", headers);
    event.put("requestContext", Map.of("http", Map.of("method", method), "stage", "$default"));
    if (body != null) {
      event.put("body", Json.text(body));
    }
    return event;
  }

  /** An event of a project that Label Studio cannot have, with enough labels for a training. */
  private static Map<String, Object> webhook(String action) {
    return Map.of(
        "action",
        action,
        "project",
        Map.of(
            "id",
            0L,
            "created_at",
            "2024-05-01T10:00:00.123456Z",
            "total_annotations_number",
            1_000_000L));
  }

  private static Map<String, Object> prediction(@Nullable String project) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "tasks",
        List.of(
            Map.of(
                "id",
                1L,
                "data",
                Map.of(
                    "text",
                    "The room was good, clean and quiet; we would come again.",
                    "image",
                    "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="))));
    if (project == null) {
      body.put("label_config", LABEL_CONFIG);
    } else {
      body.put("project", project);
    }
    return body;
  }

  /** One thing to do. */
  private interface Step {
    void run() throws Exception;
  }

  private static void step(String name, Step step) {
    try {
      step.run();
    } catch (Exception | LinkageError e) {
      LOG.log(
          System.Logger.Level.WARNING, "before the snapshot, " + name + " could not be used", e);
    }
  }
}
