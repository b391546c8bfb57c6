// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training that was asked for: alone while it is pending, and copied into the lease while it
 * runs, so that no crash loses it. Immutable.
 *
 * @param id tells requests apart; the job's id towards Label Studio
 * @param cause the action that made it due, such as {@code START_TRAINING}
 * @param requestedAt when it was asked for
 * @param dueAt not to be started before this
 * @param quiet whether it waits for annotators to pause, so that further events put it off
 * @param attempts how often it was tried before
 * @param annotations how many annotations the project had by then, {@code null} when not known
 */
public record TrainingRequest(
    String id,
    String cause,
    Instant requestedAt,
    Instant dueAt,
    boolean quiet,
    int attempts,
    @Nullable Long annotations) {

  /** The request as JSON. */
  public Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("cause", cause);
    json.put("requestedAt", requestedAt.toString());
    json.put("dueAt", dueAt.toString());
    json.put("quiet", quiet);
    json.put("attempts", attempts);
    json.put("annotations", annotations);
    return json;
  }

  /**
   * Reads what {@link #json} gives; further keys are ignored.
   *
   * @throws JsonException when a key is missing or of another kind
   */
  public static TrainingRequest parse(JsonView view) {
    return new TrainingRequest(
        view.get("id").string(),
        view.get("cause").string(),
        HeadCodec.time(view.get("requestedAt")),
        HeadCodec.time(view.get("dueAt")),
        view.get("quiet").flag(false),
        (int) view.get("attempts").whole(),
        view.get("annotations").wholeOrNull());
  }

  /** The same to be tried once more. */
  public TrainingRequest again(Instant newDueAt) {
    return new TrainingRequest(id, cause, requestedAt, newDueAt, false, attempts + 1, annotations);
  }
}
