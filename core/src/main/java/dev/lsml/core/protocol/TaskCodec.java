// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.protocol;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads tasks, annotations and predictions wherever they occur. Thread-safe: no state. */
public final class TaskCodec {
  private TaskCodec() {}

  /**
   * Reads a task; {@code {"data": {…}}} is enough.
   *
   * @throws JsonException when it is not an object or its data is not one
   */
  public static Task task(JsonView view) {
    JsonView data = view.get("data");
    return new Task(
        view.get("id").value() instanceof Long id ? id : null,
        data.isNull() ? Map.of() : data.object(),
        view.object());
  }

  static List<Annotation> annotations(JsonView task) {
    // Very old exports say "completions" (protocol §6).
    JsonView list = task.has("annotations") ? task.get("annotations") : task.get("completions");
    List<Annotation> annotations = new ArrayList<>();
    for (JsonView item : list.items()) {
      if (item.value() instanceof Map<?, ?>) {
        annotations.add(annotation(item));
      }
    }
    return annotations;
  }

  /**
   * Reads an annotation.
   *
   * @throws JsonException when it is not an object or its result is not a list of objects
   */
  public static Annotation annotation(JsonView view) {
    JsonView completedBy = view.get("completed_by");
    if (completedBy.value() instanceof Map<?, ?>) {
      completedBy = completedBy.get("id");
    }
    return new Annotation(
        view.get("id").value() instanceof Long id ? id : null,
        regions(view.get("result")),
        view.get("was_cancelled").flag(false) || view.get("skipped").flag(false),
        view.get("ground_truth").flag(false),
        completedBy.value() instanceof Long user ? user : null,
        text(view.get("created_at")),
        text(view.get("updated_at")),
        view.object());
  }

  static List<Prediction> predictions(JsonView task) {
    List<Prediction> predictions = new ArrayList<>();
    for (JsonView item : task.get("predictions").items()) {
      if (item.value() instanceof Map<?, ?>) {
        Double score = item.get("score").value() instanceof Number n ? n.doubleValue() : null;
        predictions.add(
            new Prediction(regions(item.get("result")), score, text(item.get("model_version"))));
      }
    }
    return predictions;
  }

  /**
   * Reads a {@code result} list.
   *
   * @throws JsonException when it is not a list of objects
   */
  public static List<Region> regions(JsonView list) {
    List<Region> regions = new ArrayList<>();
    for (JsonView item : list.items()) {
      regions.add(new Region(item.object()));
    }
    return regions;
  }

  private static @Nullable String text(JsonView view) {
    return view.value() instanceof String text ? text : null;
  }
}
