// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import dev.lsml.core.labelconfig.ControlTag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels are there, and are the control's (protocol §3.5 rule 4). */
final class LabelRule {
  private LabelRule() {}

  /**
   * What is wrong with the labels, {@code null} when nothing is.
   *
   * @param merged whether a {@code Labels} tag's labels stand in the region of another tag
   */
  static @Nullable String fault(ControlTag control, String type, Map<?, ?> value, boolean merged) {
    String key = key(type);
    if (key == null) {
      return null;
    }
    if (!value.containsKey(key) && (merged || type.equals("videovectorlabels"))) {
      key = "labels";
    }
    if (!(value.get(key) instanceof List<?> labels)) {
      return "Missing list '" + key + "' for control '" + control.name() + "'";
    }
    if (merged && labels.isEmpty()) {
      return "Empty list '" + key + "' for control '" + control.name() + "'";
    }
    Object unknown = firstUnknown(control, labels);
    return unknown == null
        ? null
        : "Label '"
            + unknown
            + "' not found in control '"
            + control.name()
            + "'. Valid options: "
            + Checks.shown(control.labels().keySet());
  }

  /** The key of the labels in values of a type, {@code null} for types without any. */
  private static @Nullable String key(String type) {
    return type.endsWith("labels") || type.equals("choices") || type.equals("taxonomy")
        ? type
        : null;
  }

  private static @Nullable Object firstUnknown(ControlTag control, List<?> labels) {
    for (Object label : labels) {
      if (label instanceof List<?> path) {
        Object unknown = firstUnknown(control, path);
        if (unknown != null) {
          return unknown;
        }
      } else if (Checks.isUnknown(control, label)) {
        return String.valueOf(label);
      }
    }
    return null;
  }
}
