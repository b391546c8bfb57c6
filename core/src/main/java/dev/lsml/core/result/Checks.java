// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import dev.lsml.core.labelconfig.ControlTag;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the builders refuse, with the words that they refuse it with. */
final class Checks {
  private static final int SHOWN = 20;

  private Checks() {}

  /** The control's result type, if it is one of those. */
  static String type(ControlTag control, String... accepted) {
    String type = control.resultType();
    for (String one : accepted) {
      if (one.equals(type)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "Control '"
            + control.name()
            + "' does not take this value: it is a <"
            + control.type()
            + ">, and the value is for "
            + String.join(" or ", accepted)
            + " (tag names in lower case). Use another builder or another control.");
  }

  static void labels(ControlTag control, List<String> labels) {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException(
          "Control '" + control.name() + "' needs at least one label. " + has(control));
    }
    for (String label : labels) {
      if (isUnknown(control, label)) {
        throw new IllegalArgumentException(
            "Control '"
                + control.name()
                + "' has no label '"
                + label
                + "'. "
                + has(control)
                + " Use one of them or add the label to the label config.");
      }
    }
  }

  static void path(ControlTag control, List<String> path) {
    if (path.isEmpty()) {
      throw new IllegalArgumentException(
          "Control '" + control.name() + "' needs a path of at least one label");
    }
    if (knowsLabels(control) && !control.paths().contains(path)) {
      throw new IllegalArgumentException(
          "Control '"
              + control.name()
              + "' has no path "
              + path
              + " from the top. Its paths are "
              + shown(control.paths())
              + ". Use one of them or add the label to the label config.");
    }
  }

  /** Whether the config says for sure that the control has no such label. */
  static boolean isUnknown(ControlTag control, @Nullable Object label) {
    return knowsLabels(control)
        && !(label instanceof String name && control.labels().containsKey(name));
  }

  static boolean knowsLabels(ControlTag control) {
    return !control.dynamicLabels() && !control.labels().isEmpty();
  }

  static double finite(double number, String name) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(name + " must be a finite number, but is " + number);
    }
    return number;
  }

  static double percent(double number, String name) {
    if (!(number >= 0 && number <= 100)) {
      throw new IllegalArgumentException(
          name
              + " is in percent of the image and must be from 0 to 100, but is "
              + number
              + ". ImageSize turns pixels into percent and clamps them.");
    }
    return number;
  }

  static double score(double score) {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("a score must be from 0 to 1, but is " + score);
    }
    return score;
  }

  private static String has(ControlTag control) {
    return "Its labels are " + shown(control.labels().keySet()) + ".";
  }

  static String shown(Collection<?> all) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (Object one : all) {
      if (count == SHOWN) {
        return text.append(" and ").append(all.size() - SHOWN).append(" more").toString();
      }
      text.append(count++ == 0 ? "" : ", ").append(one);
    }
    return count == 0 ? "none" : text.toString();
  }
}
