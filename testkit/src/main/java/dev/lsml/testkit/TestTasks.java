// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.protocol.Annotation;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.protocol.TaskCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes tasks and annotations for tests. Thread-safe: no state. */
public final class TestTasks {
  private TestTasks() {}

  /** A task with one piece of data, such as {@code task("text", "Great")}. */
  public static Task task(String key, @Nullable Object value) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put(key, value);
    return Task.of(data);
  }

  /**
   * A task that a person has annotated.
   *
   * @param answer what the person says, made with the builders that models use, such as {@code
   *     Predictions.choices(control, "Positive").prediction()}; its score is not looked at
   */
  public static AnnotatedTask annotated(Task task, Prediction answer) {
    return new AnnotatedTask(
        task, new Annotation(null, answer.result(), false, false, null, null, null, Map.of()));
  }

  /** The tasks with an id each, counted from 1 where they have none. */
  static List<Task> numbered(List<Task> tasks) {
    List<Task> numbered = new ArrayList<>();
    for (Task task : tasks) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("id", task.id() == null ? (Long) (numbered.size() + 1L) : task.id());
      json.put("data", task.data());
      json.putAll(task.json());
      numbered.add(read(json));
    }
    return numbered;
  }

  /** The tasks as Label Studio gives them to a training, with their annotations. */
  static List<Task> asStored(List<AnnotatedTask> tasks) {
    List<Task> plain = numbered(tasks.stream().map(AnnotatedTask::task).toList());
    List<Task> stored = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>(plain.get(i).json());
      json.put("annotations", List.of(json(i + 1L, tasks.get(i).annotation())));
      stored.add(read(json));
    }
    return stored;
  }

  private static Map<String, @Nullable Object> json(long id, Annotation annotation) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(annotation.json());
    json.put("id", annotation.id() == null ? (Long) id : annotation.id());
    json.put("result", annotation.result().stream().map(Region::json).toList());
    json.put("was_cancelled", annotation.wasCancelled());
    json.put("ground_truth", annotation.groundTruth());
    json.put("completed_by", annotation.completedBy());
    json.put("created_at", annotation.createdAt());
    json.put("updated_at", annotation.updatedAt());
    return json;
  }

  /** By way of text, so that a test cannot hold what JSON cannot. */
  private static Task read(Map<String, @Nullable Object> json) {
    return TaskCodec.task(JsonView.of(Json.read(Json.bytes(json))));
  }
}
