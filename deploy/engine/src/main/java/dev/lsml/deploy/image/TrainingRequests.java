// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a backend is asked in its training run: what Label Studio asks first of a cold one. The
 * label config has the tags that most models look for; one that looks for others answers with an
 * error, and most of its classes are loaded all the same.
 */
final class TrainingRequests {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String PROJECT = "1.1700000000";
  private static final String LABEL_CONFIG =
      "<View><Text name=\"text\" value=\"$text\"/><Image name=\"image\" value=\"$image\"/>"
          + "<Choices name=\"choice\" toName=\"text\"><Choice value=\"Positive\"/>"
          + "<Choice value=\"Negative\"/></Choices>"
          + "<Labels name=\"label\" toName=\"text\"><Label value=\"Person\"/></Labels>"
          + "<RectangleLabels name=\"box\" toName=\"image\"><Label value=\"Thing\"/>"
          + "</RectangleLabels></View>";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI backend;

  TrainingRequests(int port) {
    this.backend = URI.create("http://127.0.0.1:" + port);
  }

  /** Tells whether anybody answers. */
  boolean answered() throws InterruptedException {
    return ask("/health", null) != 0;
  }

  /** Asks all of it; the answers are not looked at. */
  void askAll() throws InterruptedException {
    ask("/health", null);
    ask("/", null);
    ask("/setup", setup());
    for (int i = 0; i < 3; i++) {
      ask("/predict", predict());
    }
  }

  /** Asks for one prediction and gives the status, 0 when there was no answer. */
  int askPrediction() throws InterruptedException {
    return ask("/predict", predict());
  }

  private int ask(String path, byte @Nullable [] body) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(backend.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json");
    if (body != null) {
      request.POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }
    try {
      return client
          .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
          .statusCode();
    } catch (IOException e) {
      return 0; // not there yet, or not any more: the caller looks at the process
    }
  }

  private static byte[] setup() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("project", PROJECT);
    body.put("schema", LABEL_CONFIG);
    body.put("hostname", "");
    body.put("access_token", "");
    body.put("extra_params", "");
    return Json.bytes(body);
  }

  private static byte[] predict() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("text", "The room was good, clean and quiet; we would come again.");
    data.put("image", "/data/upload/1/image.png");
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("id", 1);
    task.put("data", data);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("tasks", List.of(task));
    body.put("project", PROJECT);
    body.put("label_config", LABEL_CONFIG);
    body.put("params", Map.of());
    return Json.bytes(body);
  }
}
