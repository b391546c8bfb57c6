// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.output;

import dev.lsml.core.json.JsonView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal: up to where the files are good. Immutable.
 *
 * @param progress what is in them
 * @param part the number of the last part, from 1; those before it are whole
 * @param bytes of the last part that count
 * @param partTasks tasks in the last part
 * @param rejectBytes of the list of rejects that count
 * @param finished whether all parts are whole and may get their names
 */
record Commit(
    Progressed progress, int part, long bytes, long partTasks, long rejectBytes, boolean finished) {
  static final Commit NOTHING = new Commit(Progressed.NOTHING, 1, 0, 0, 0, false);

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(progress.json());
    json.put("part", (long) part);
    json.put("bytes", bytes);
    json.put("partTasks", partTasks);
    json.put("rejectBytes", rejectBytes);
    json.put("finished", finished);
    return json;
  }

  static Commit of(JsonView json) {
    return new Commit(
        Progressed.of(json),
        (int) json.get("part").whole(),
        json.get("bytes").whole(),
        json.get("partTasks").whole(),
        json.get("rejectBytes").whole(),
        json.get("finished").flag(false));
  }
}
