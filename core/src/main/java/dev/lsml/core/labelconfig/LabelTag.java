// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code <Label>}, {@code <Choice>} or {@code <Relation>} of a control. Immutable.
 *
 * @param name what results carry: the {@code alias}, else the {@code value}
 * @param parent the choice that this one is nested in, {@code null} at the top
 * @param attributes all XML attributes as written, in order
 */
public record LabelTag(String name, @Nullable LabelTag parent, Map<String, String> attributes) {

  /** The attribute's value, {@code null} when absent. */
  public @Nullable String attribute(String key) {
    return attributes.get(key);
  }

  /** What people see; the name when the tag has no {@code value}. */
  public String value() {
    return attributes.getOrDefault("value", name);
  }

  /** The names from the top down to this label, such as {@code [Animal, Dog]}. */
  public List<String> path() {
    LinkedList<String> path = new LinkedList<>();
    for (LabelTag label = this; label != null; label = label.parent) {
      path.addFirst(label.name);
    }
    return List.copyOf(path);
  }
}
