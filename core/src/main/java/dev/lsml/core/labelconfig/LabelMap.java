// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the classes of a ready-made model to the labels of a config. Immutable.
 *
 * <p>A class belongs to the first label that names it in {@code predicted_values="car, truck"};
 * else, among the labels that named no class of the model, to the one equal to it; else to the
 * first one equal to it when case is ignored (protocol §4.2). Other classes have no label.
 *
 * @param labels label by class, in the order of the labels; classes without a label are missing
 */
public record LabelMap(Map<String, String> labels) {

  /** Copies the map. */
  public LabelMap {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  static LabelMap of(Collection<LabelTag> tags, Collection<String> classNames) {
    Set<String> classes = new LinkedHashSet<>(classNames);
    Map<String, String> map = new LinkedHashMap<>();
    Map<String, String> byLowerCase = new HashMap<>();
    Set<String> byName = new LinkedHashSet<>();
    for (LabelTag tag : tags) {
      boolean named = false;
      for (String value : Rules.split(tag.attributes().getOrDefault("predicted_values", ""))) {
        if (classes.contains(value)) {
          map.putIfAbsent(value, tag.name());
          named = true;
        }
      }
      if (!named) {
        byName.add(tag.name());
        byLowerCase.putIfAbsent(tag.name().toLowerCase(Locale.ROOT), tag.name());
      }
    }
    for (String className : classes) {
      String label =
          byName.contains(className)
              ? className
              : byLowerCase.get(className.toLowerCase(Locale.ROOT));
      if (label != null) {
        map.putIfAbsent(className, label);
      }
    }
    return new LabelMap(map);
  }

  /** The label for a class, {@code null} when there is none. */
  public @Nullable String label(String className) {
    return labels.get(className);
  }
}
