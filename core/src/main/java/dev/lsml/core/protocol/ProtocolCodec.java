// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.protocol;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Label Studio sends and writes what it reads. Tolerant where Label Studio's releases
 * and direct callers differ: unknown keys are ignored, most keys may be missing. Thread-safe: no
 * state.
 */
public final class ProtocolCodec {
  private ProtocolCodec() {}

  /**
   * Reads the body of {@code /predict}.
   *
   * @throws JsonException when there is no task, or a key has a shape that cannot be understood
   */
  public static PredictRequest predict(@Nullable Object document) {
    JsonView body = JsonView.of(document);
    List<Task> tasks = new ArrayList<>();
    for (JsonView task : body.get("tasks").items()) {
      tasks.add(TaskCodec.task(task));
    }
    if (tasks.isEmpty()) {
      throw new JsonException("tasks must be an array with at least one task");
    }
    Map<String, @Nullable Object> params = body.get("params").objectOrNull();
    JsonView context = body.get("params").get("context");
    // Label Studio sends an object; some old user interfaces and scripts send text.
    List<Region> interactive =
        context.value() instanceof Map<?, ?> ? TaskCodec.regions(context.get("result")) : null;
    return new PredictRequest(
        tasks,
        uid(body.get("project")),
        body.get("label_config").stringOrNull(),
        params == null ? Map.of() : without(params, "context"),
        interactive);
  }

  /**
   * Reads the body of {@code /setup}.
   *
   * @throws JsonException when it is not an object or a key has a shape that cannot be understood
   */
  public static SetupRequest setup(@Nullable Object document) {
    JsonView body = new JsonView(JsonView.of(document).object(), "");
    String schema = body.get("schema").stringOrNull();
    return new SetupRequest(
        uid(body.get("project")),
        schema == null ? "" : schema,
        body.get("hostname").stringOrNull(),
        body.get("access_token").stringOrNull(),
        extraParams(body.get("extra_params").value()));
  }

  /** The user interface sends extra params as text, the API as anything (protocol §1.4). */
  private static @Nullable Object extraParams(@Nullable Object sent) {
    if (!(sent instanceof String text)) {
      return sent;
    }
    String trimmed = text.trim();
    if (trimmed.isEmpty()) {
      return null;
    }
    try {
      return Json.read(trimmed);
    } catch (JsonException e) {
      return text;
    }
  }

  /**
   * Reads the body of {@code /webhook}. Anything but the action may be missing, and a project that
   * cannot be understood counts as missing: an event must never be refused.
   *
   * @throws JsonException when it is not an object with an action
   */
  public static WebhookEvent webhook(@Nullable Object document) {
    JsonView body = JsonView.of(document);
    String action = body.get("action").string();
    Object project = body.get("project").value();
    Map<?, ?> row = project instanceof Map<?, ?> map ? map : Map.of();
    int annotations = 0;
    for (String key : new String[] {"annotation", "annotations"}) {
      Object value = body.get(key).value();
      annotations += value instanceof List<?> list ? list.size() : value == null ? 0 : 1;
    }
    return new WebhookEvent(
        action,
        uidOfRow(row, project),
        row.get("label_config") instanceof String config ? config : null,
        annotations,
        row.get("total_annotations_number") instanceof Long total ? total : null);
  }

  private static @Nullable ProjectUid uidOfRow(Map<?, ?> row, @Nullable Object project) {
    try {
      if (row.get("id") instanceof Long id) {
        return row.get("created_at") instanceof String created
            ? ProjectUid.of(id, created)
            : new ProjectUid(Long.toString(id));
      }
      return project instanceof String uid ? new ProjectUid(uid) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * Reads a project uid where one may stand: a string, a bare id, or nothing.
   *
   * @throws JsonException when it is something else
   */
  public static ProjectUid uid(JsonView project) {
    if (project.isNull() || "".equals(project.value())) {
      return ProjectUid.NONE;
    }
    try {
      return new ProjectUid(
          project.value() instanceof Number ? Long.toString(project.whole()) : project.string());
    } catch (IllegalArgumentException e) {
      throw new JsonException(project.path() + ": " + e.getMessage());
    }
  }

  /**
   * The JSON of a prediction in an answer to {@code /predict}.
   *
   * @param version the version in force, whatever the prediction names: Label Studio asks again and
   *     again for predictions of any other version than {@code /setup} answers (protocol §1.7)
   */
  public static Map<String, @Nullable Object> prediction(Prediction prediction, String version) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("model_version", version);
    json.put("score", prediction.score());
    List<Object> result = new ArrayList<>(prediction.result().size());
    for (Region region : prediction.result()) {
      result.add(region.json());
    }
    json.put("result", result);
    return json;
  }

  private static Map<String, @Nullable Object> without(
      Map<String, @Nullable Object> map, String key) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(map);
    rest.remove(key);
    return rest;
  }
}
