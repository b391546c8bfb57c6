// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds tags, and says what there is when they are missing. */
final class Lookup {
  private Lookup() {}

  static <T> T named(String name, Map<String, T> tags, String kind) {
    T tag = tags.get(name);
    if (tag == null) {
      throw new LabelConfigException(
          "The label config has no " + kind + " named '" + name + "'",
          has(tags.values(), kind),
          "Use one of these names or add the tag to the label config");
    }
    return tag;
  }

  static <T> T only(Map<String, T> tags, String kind) {
    if (tags.size() != 1) {
      throw new LabelConfigException(
          "The label config does not have exactly one " + kind,
          has(tags.values(), kind),
          tags.isEmpty() ? "Add one" : "Say which by its name");
    }
    return tags.values().iterator().next();
  }

  static TagPair first(
      LabelConfig config,
      Set<String> controlTypes,
      Set<String> objectTypes,
      @Nullable Predicate<String> controlName,
      @Nullable Predicate<String> objectName) {
    for (ControlTag control : config.controls().values()) {
      if (matches(control.type(), control.name(), controlTypes, controlName)) {
        for (String toName : control.toNames()) {
          ObjectTag object = config.objects().get(toName);
          if (object != null && matches(object.type(), toName, objectTypes, objectName)) {
            return new TagPair(control, object);
          }
        }
      }
    }
    String types = "type " + any(controlTypes) + " and object tag of type " + any(objectTypes);
    throw new LabelConfigException(
        "No control tag of "
            + types
            + " found in label config"
            + (controlName == null && objectName == null ? "" : " under a name that fits"),
        has(config.controls().values(), "control")
            + ", and "
            + has(config.objects().values(), "object"),
        "Open the project's Settings > Labeling Interface and add the tags,"
            + " with the control's toName set to the object's name");
  }

  private static boolean matches(
      String type, String name, Set<String> types, @Nullable Predicate<String> nameTest) {
    for (String wanted : types) {
      if (wanted.equalsIgnoreCase(type)) {
        return nameTest == null || nameTest.test(name.toLowerCase(java.util.Locale.ROOT));
      }
    }
    return false;
  }

  private static String any(Set<String> types) {
    return String.join(" or ", new java.util.TreeSet<>(types));
  }

  private static String has(Collection<?> tags, String kind) {
    StringBuilder text = new StringBuilder("it has ");
    if (tags.isEmpty()) {
      return text.append("no ").append(kind).append(" at all").toString();
    }
    text.append("the ").append(kind).append(tags.size() == 1 ? " " : "s ");
    int shown = 0;
    for (Object tag : tags) {
      if (shown == 20) {
        return text.append(" and ").append(tags.size() - shown).append(" more").toString();
      }
      text.append(shown++ == 0 ? "" : ", ").append(tag);
    }
    return text.toString();
  }
}
