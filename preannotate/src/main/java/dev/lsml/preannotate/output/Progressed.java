// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.output;

import dev.lsml.core.json.JsonView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come: all that is needed to go on from there. Immutable.
 *
 * @param rows records of the input that are done, be they tasks or rejects
 * @param digest of those records, to tell whether the input is still the same
 * @param tasks how many became tasks
 * @param rejects how many were rejected
 * @param dropped regions that were left out of predictions
 */
public record Progressed(long rows, long digest, long tasks, long rejects, long dropped) {
  /** Before the first record. */
  public static final Progressed NOTHING = new Progressed(0, 0, 0, 0, 0);

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("rows", rows);
    json.put("digest", digest);
    json.put("tasks", tasks);
    json.put("rejects", rejects);
    json.put("dropped", dropped);
    return json;
  }

  static Progressed of(JsonView json) {
    return new Progressed(
        json.get("rows").whole(),
        json.get("digest").whole(),
        json.get("tasks").whole(),
        json.get("rejects").whole(),
        json.get("dropped").whole());
  }
}
