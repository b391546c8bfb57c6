// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a line in a list of rejects. Stateless. */
final class Rejects {
  private Rejects() {}

  /**
   * One line.
   *
   * @param unit what the number counts, {@code row} or {@code task}
   * @param raw the record as it came
   */
  static byte[] json(String unit, long number, String reason, @Nullable Object raw) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(unit, number);
    json.put("reason", reason);
    json.put("raw", raw);
    return Json.bytes(json);
  }
}
