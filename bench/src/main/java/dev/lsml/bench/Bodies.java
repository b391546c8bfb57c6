// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench;

import dev.lsml.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The requests that all contenders are sent, as Label Studio would send them (protocol §1.5). */
public final class Bodies {
  /** The label config of all requests. */
  public static final String LABEL_CONFIG =
      "<View><Text name=\"text\" value=\"$text\"/>"
          + "<Choices name=\"sentiment\" toName=\"text\" choice=\"single\">"
          + "<Choice value=\"Positive\"/><Choice value=\"Negative\"/></Choices></View>";

  /** The project of all requests. */
  public static final String PROJECT = "12.1714557600";

  /** When that project was made. */
  public static final String PROJECT_CREATED_AT = "2024-05-01T10:00:00.000000Z";

  private static final String[] WORDS = {
    "the",
    "room",
    "was",
    "good",
    "bad",
    "clean",
    "noisy",
    "and",
    "very",
    "staff",
    "friendly",
    "service",
    "slow",
    "food",
    "great",
    "awful",
    "price",
    "again",
    "never",
    "nice",
    "location"
  };

  private Bodies() {}

  /**
   * The body of {@code /predict}.
   *
   * @param tasks how many
   * @param textLength at least so many characters in each task's text
   */
  public static byte[] predict(int tasks, int textLength) {
    Random random = new Random(7);
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      list.add(task(i + 1, text(random, textLength)));
    }
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("login", null);
    params.put("password", null);
    params.put("context", null);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("tasks", list);
    body.put("project", PROJECT);
    body.put("label_config", LABEL_CONFIG);
    body.put("params", params);
    return Json.bytes(body);
  }

  /** A line of JSON with the data of a task, as files of them have. */
  public static byte[] line(Random random, int textLength) {
    return Json.bytes(Map.of("text", text(random, textLength)));
  }

  /** The body of {@code /setup}. */
  public static byte[] setup() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("project", PROJECT);
    body.put("schema", LABEL_CONFIG);
    body.put("hostname", "http://localhost:8080");
    body.put("access_token", "");
    body.put("extra_params", null);
    return Json.bytes(body);
  }

  /**
   * The body of {@code /webhook} for one new annotation, or for the button that starts training.
   */
  public static byte[] webhook(String action) {
    Map<String, Object> project = new LinkedHashMap<>();
    project.put("id", 12);
    project.put("created_at", PROJECT_CREATED_AT);
    project.put("label_config", LABEL_CONFIG);
    project.put("total_annotations_number", 60);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", action);
    body.put("project", project);
    if (action.startsWith("ANNOTATION")) {
      body.put("annotation", Map.of("id", 7, "task", 101, "project", 12, "result", List.of()));
      body.put("task", Map.of("id", 101, "data", Map.of("text", "fine"), "project", 12));
    }
    return Json.bytes(body);
  }

  private static Map<String, Object> task(int id, String text) {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("id", id);
    task.put("data", Map.of("text", text));
    task.put("meta", Map.of());
    task.put("created_at", "2024-05-01T10:00:00.000000Z");
    task.put("is_labeled", false);
    task.put("overlap", 1);
    task.put("project", 12);
    task.put("annotations", List.of());
    task.put("predictions", List.of());
    return task;
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(text.length() == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }
}
