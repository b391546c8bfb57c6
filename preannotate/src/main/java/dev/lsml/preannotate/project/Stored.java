// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.project;

import dev.lsml.core.protocol.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at the predictions that a task of Label Studio has. Stateless. */
public final class Stored {
  private Stored() {}

  /** The ids of a task's predictions of a version, in ascending order. */
  static List<Long> ids(Task task, String version) {
    List<Long> ids = new ArrayList<>();
    if (task.json().get("predictions") instanceof List<?> predictions) {
      for (Object each : predictions) {
        if (each instanceof Map<?, ?> prediction
            && version.equals(prediction.get("model_version"))
            && prediction.get("id") instanceof Long id) {
          ids.add(id);
        }
      }
    }
    ids.sort(null);
    return ids;
  }

  /** Tells whether a task has a prediction of a version. */
  public static boolean has(Task task, String version) {
    return !ids(task, version).isEmpty();
  }
}
