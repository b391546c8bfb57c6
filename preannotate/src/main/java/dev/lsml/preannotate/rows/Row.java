// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of an input: a task, or what keeps it from being one. Immutable as long as nobody
 * changes the values behind it.
 *
 * @param number where it is, for people: the line it begins at, or its place in an array; from 1
 * @param task {@code {"data": {…}}}, with {@code meta} and {@code annotations} where it has them;
 *     {@code null} when it is rejected
 * @param problem why it is rejected, {@code null} when it is not
 * @param raw the record as it came, as plain JSON values
 * @param size about how many bytes it takes
 */
public record Row(
    long number,
    @Nullable Map<String, @Nullable Object> task,
    @Nullable String problem,
    @Nullable Object raw,
    int size) {

  /** A record that cannot be a task. */
  public static Row rejected(long number, String problem, @Nullable Object raw, int size) {
    return new Row(number, null, problem, raw, size);
  }

  /** A record that is nothing but a task's data. */
  public static Row ofData(
      long number, Map<String, @Nullable Object> data, @Nullable Object raw, int size) {
    Map<String, @Nullable Object> task = new LinkedHashMap<>();
    task.put("data", data);
    return new Row(number, task, null, raw, size);
  }

  /**
   * A record out of JSON: a task, which has its data under {@code data}, or bare data.
   *
   * @param json plain JSON values
   */
  @SuppressWarnings("unchecked") // JSON objects have string keys
  public static Row ofJson(long number, @Nullable Object json, int size) {
    if (!(json instanceof Map<?, ?> object)) {
      return rejected(number, "a record must be an object, a task or its data", json, size);
    }
    Map<String, @Nullable Object> record = (Map<String, @Nullable Object>) object;
    if (!(record.get("data") instanceof Map<?, ?> data)) {
      return ofData(number, record, json, size);
    }
    Map<String, @Nullable Object> task = new LinkedHashMap<>();
    task.put("data", data);
    if (record.get("meta") instanceof Map<?, ?> meta) {
      task.put("meta", meta);
    }
    if (record.get("annotations") instanceof List<?> annotations && !annotations.isEmpty()) {
      task.put("annotations", annotations);
    }
    return new Row(number, task, null, json, size);
  }

  /** The task's data, empty when it is rejected. */
  @SuppressWarnings("unchecked") // JSON objects have string keys
  public Map<String, @Nullable Object> data() {
    return task != null && task.get("data") instanceof Map<?, ?> data
        ? (Map<String, @Nullable Object>) data
        : Map.of();
  }

  /** The same record, rejected. */
  public Row reject(String why) {
    return rejected(number, why, raw, size);
  }
}
