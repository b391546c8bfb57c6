// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parity;

import dev.lsml.core.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of the table.
 *
 * @param body sent as it is, {@code null} for none
 * @param contentType {@code null} to send none
 * @param user who signs with basic auth
 * @param headers besides those two
 */
record Ask(
    String method,
    String path,
    @Nullable String body,
    @Nullable String contentType,
    User user,
    Map<String, String> headers) {

  /** Whether a request is signed. */
  enum User {
    RIGHT,
    WRONG,
    NOBODY
  }

  static final String PROJECT = "7.1700000000";
  static final String CONFIG =
      "<View><Text name=\"text\" value=\"$review\"/>"
          + "<Choices name=\"sentiment\" toName=\"text\" choice=\"single\">"
          + "<Choice value=\"Positive\"/><Choice value=\"Negative\"/></Choices></View>";

  static Ask get(String path) {
    return new Ask("GET", path, null, null, User.RIGHT, Map.of());
  }

  static Ask post(String path, @Nullable Object json) {
    return raw(path, Json.text(json));
  }

  static Ask raw(String path, String body) {
    return new Ask("POST", path, body, "application/json", User.RIGHT, Map.of());
  }

  Ask as(User who) {
    return new Ask(method, path, body, contentType, who, headers);
  }

  Ask ofType(String type) {
    return new Ask(method, path, body, type, user, headers);
  }

  Ask with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Ask(method, path, body, contentType, user, more);
  }

  /** What Label Studio sends to /setup (protocol §1.4). */
  static Map<String, @Nullable Object> setup() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("project", PROJECT);
    body.put("schema", CONFIG);
    body.put("hostname", "http://localhost:8080");
    body.put("access_token", "0123456789abcdef0123456789abcdef01234567");
    body.put("extra_params", null);
    return body;
  }

  /** What Label Studio sends to /predict for these texts (protocol §1.5). */
  static Map<String, @Nullable Object> predict(@Nullable Object... texts) {
    List<Object> tasks = new java.util.ArrayList<>();
    for (Object text : texts) {
      Map<String, @Nullable Object> data = new HashMap<>();
      data.put("review", text);
      tasks.add(task(tasks.size() + 1, data));
    }
    return predictTasks(tasks);
  }

  /** What Label Studio sends to /predict for these tasks. */
  static Map<String, @Nullable Object> predictTasks(Object tasks) {
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("login", null);
    params.put("password", null);
    params.put("context", null);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("tasks", tasks);
    body.put("project", PROJECT);
    body.put("label_config", CONFIG);
    body.put("params", params);
    return body;
  }

  static Map<String, @Nullable Object> task(int id, Map<String, @Nullable Object> data) {
    Map<String, @Nullable Object> task = new LinkedHashMap<>();
    task.put("id", id);
    task.put("data", data);
    task.put("project", 7);
    task.put("annotations", List.of());
    task.put("predictions", List.of());
    return task;
  }

  /** What Label Studio sends to /webhook (protocol §2). */
  static Map<String, @Nullable Object> webhook(String action) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("action", action);
    body.put(
        "project",
        Map.of("id", 7, "created_at", "2023-11-14T22:13:20.000000Z", "label_config", CONFIG));
    return body;
  }

  /** The body with one key changed. */
  static Map<String, @Nullable Object> change(
      Map<String, @Nullable Object> body, String key, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(body);
    changed.put(key, value);
    return changed;
  }

  /** The body without some keys. */
  static Map<String, @Nullable Object> without(Map<String, @Nullable Object> body, String... keys) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(body);
    changed.keySet().removeAll(List.of(keys));
    return changed;
  }
}
