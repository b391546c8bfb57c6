// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a backend is asked in its training run: what Label Studio asks first of a cold one. The
 * label config has the tags that most models look for; one that looks for others answers with an
 * error, and most of its classes are loaded all the same.
 */
final class TrainingRequests {
  private static final String PROJECT = "1.1700000000";
  private static final String LABEL_CONFIG =
      "<View><Text name=\"text\" value=\"$text\"/><Image name=\"image\" value=\"$image\"/>"
          + "<Choices name=\"choice\" toName=\"text\"><Choice value=\"Positive\"/>"
          + "<Choice value=\"Negative\"/></Choices>"
          + "<Labels name=\"label\" toName=\"text\"><Label value=\"Person\"/></Labels>"
          + "<RectangleLabels name=\"box\" toName=\"image\"><Label value=\"Thing\"/>"
          + "</RectangleLabels></View>";

  private final TrainingStage stage;

  TrainingRequests(TrainingStage stage) {
    this.stage = stage;
  }

  /** Asks all of it; the answers are not looked at. */
  void askAll() throws InterruptedException {
    stage.ask("/health", null);
    stage.ask("/", null);
    stage.ask("/setup", setup());
    for (int i = 0; i < 3; i++) {
      stage.ask("/predict", predict());
    }
  }

  /** Asks for one prediction and gives the status, 0 when there was no answer. */
  int askPrediction() throws InterruptedException {
    return stage.ask("/predict", predict());
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
