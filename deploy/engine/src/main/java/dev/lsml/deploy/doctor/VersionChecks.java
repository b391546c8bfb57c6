// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.doctor;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.Project;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether annotators see the predictions that the backend makes (protocol §1.7). Functions only.
 */
final class VersionChecks {
  private static final String CHOOSE =
      "Choose it under the project's Settings, Annotation, Use predictions to prelabel tasks";

  private VersionChecks() {}

  /**
   * Looks.
   *
   * @param registered the project's models, whose titles may stand for their predictions
   * @param counted number of stored predictions by version; Label Studio lists a model that is
   *     shown too, with none
   * @param current the version that the backend is at; {@code null} when it did not tell
   */
  static Note look(
      Project project,
      List<JsonView> registered,
      Map<String, @Nullable Object> counted,
      @Nullable String current) {
    String shown = project.modelVersion();
    Map<String, @Nullable Object> stored = new LinkedHashMap<>(counted);
    stored.values().removeIf(count -> count instanceof Number number && number.longValue() == 0);
    if (stored.isEmpty()) {
      return Note.good(
          "no predictions are stored yet; Data Manager, Actions, Retrieve Predictions");
    }
    String counts = "stored are " + counts(stored);
    for (JsonView each : registered) {
      if (shown.equals(each.get("title").stringOrNull())) {
        return current == null || stored.containsKey(current)
            ? Note.good("annotators see what the model " + shown + " says; " + counts)
            : Note.odd(
                "No prediction of the version in force is stored",
                "the backend is at " + current + "; " + counts,
                "Select tasks in the Data Manager and choose Actions, Retrieve Predictions");
      }
    }
    if (shown.isEmpty()) {
      return Note.odd(
          "Annotators see no predictions", "the project shows no model's; " + counts, CHOOSE);
    }
    if (!stored.containsKey(shown)) {
      return Note.bad(
          "Annotators see no predictions",
          "the project shows those of " + shown + ", of which there are none; " + counts,
          CHOOSE);
    }
    if (current != null && !current.equals(shown)) {
      return Note.odd(
          "Annotators see predictions of an older version",
          "the project shows " + shown + ", and the backend is at " + current + "; " + counts,
          "Choose the model itself instead of one version of it. " + CHOOSE);
    }
    return Note.good("annotators see the predictions of " + shown);
  }

  private static String counts(Map<String, @Nullable Object> stored) {
    StringBuilder text = new StringBuilder();
    stored.forEach(
        (version, count) ->
            text.append(text.length() == 0 ? "" : ", ")
                .append(count)
                .append(" of ")
                .append(version));
    return text.toString();
  }
}
