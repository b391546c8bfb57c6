// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.rows;

import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.labelconfig.ObjectTag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the data that a label config shows: Label Studio refuses a whole import for one task
 * that lacks one. Immutable and thread-safe.
 */
public final class NeededData {
  /** What Label Studio calls the data of tasks that came before the project's config. */
  private static final String UNDEFINED = "$undefined$";

  /** By key, the variable that needs it, such as {@code image} by {@code $image.url[0]}. */
  private final Map<String, String> keys = new LinkedHashMap<>();

  /** Finds out what a config needs. */
  public NeededData(LabelConfig config) {
    for (ObjectTag object : config.objects().values()) {
      String variable = object.variable();
      if (variable != null) {
        keys.putIfAbsent(root(variable), variable);
      }
    }
  }

  private static String root(String variable) {
    int end = 0;
    while (end < variable.length() && variable.charAt(end) != '.' && variable.charAt(end) != '[') {
      end++;
    }
    return variable.substring(0, end);
  }

  /** What is missing from some data; {@code null} when nothing is. */
  public @Nullable String problem(Map<String, ? extends @Nullable Object> data) {
    List<String> missing = missing(data.keySet());
    return missing.isEmpty()
        ? null
        : "the label config needs "
            + quoted(missing)
            + ", and the data has "
            + (data.isEmpty() ? "nothing" : "only " + quoted(data.keySet()));
  }

  /**
   * Checks columns that all records have.
   *
   * @throws Trouble when one that is needed is not among them; says which there are
   */
  public void check(Collection<String> columns, String name) {
    List<String> missing = missing(columns);
    if (!missing.isEmpty()) {
      throw new Trouble(
          "The label config needs " + quoted(missing) + ", and " + name + " has no such column",
          "its columns are " + quoted(columns),
          "Rename the column, or let the config say value=\"$COLUMN\" for one of those");
    }
  }

  private List<String> missing(Collection<String> present) {
    List<String> missing = new ArrayList<>();
    keys.forEach(
        (key, variable) -> {
          if (!present.contains(key) && !present.contains(variable)) {
            missing.add(key);
          }
        });
    return present.contains(UNDEFINED) ? List.of() : missing;
  }

  private static String quoted(Collection<String> names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(text.length() == 0 ? "'" : ", '").append(name).append('\'');
    }
    return text.toString();
  }
}
