// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.protocol;

import dev.lsml.core.json.JsonView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be labelled, with what was labelled already (protocol §1.5, §1.8, §6). Immutable as
 * long as nobody changes the map behind it.
 *
 * <p>Annotations and predictions are decoded when asked for, since most requests never look at
 * them.
 *
 * @param id {@code null} when the caller sent bare data
 * @param data the task's data by key; values are raw, URIs are never presigned
 * @param json all keys as sent
 */
public record Task(
    @Nullable Long id, Map<String, @Nullable Object> data, Map<String, @Nullable Object> json) {

  /** A task that holds nothing but data, as tests and tools make them. */
  public static Task of(Map<String, ? extends @Nullable Object> data) {
    Map<String, @Nullable Object> copy = new java.util.LinkedHashMap<>(data);
    Map<String, @Nullable Object> json = new java.util.LinkedHashMap<>();
    json.put("data", copy);
    return new Task(null, copy, json);
  }

  /**
   * The annotations, in the order sent; empty when there are none.
   *
   * @throws dev.lsml.core.json.JsonException when one has a wrong shape
   */
  public List<Annotation> annotations() {
    return TaskCodec.annotations(new JsonView(json, "task"));
  }

  /**
   * The predictions that Label Studio holds for the task; empty when there are none or only their
   * ids were sent.
   *
   * @throws dev.lsml.core.json.JsonException when one has a wrong shape
   */
  public List<Prediction> predictions() {
    return TaskCodec.predictions(new JsonView(json, "task"));
  }
}
