// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What makes a tag a control, an object or a label (protocol §4.1, §4.2). */
final class Rules {
  private Rules() {}

  static boolean isControl(XmlElement tag) {
    return tag.filled("name") != null
        && tag.filled("toName") != null
        && !tag.name().equals("Filter");
  }

  static boolean isObject(XmlElement tag) {
    return tag.filled("name") != null
        && (tag.filled("value") != null || tag.filled("valueList") != null);
  }

  /** Case matters here, and only here: {@code <label>} is no label to Label Studio either. */
  static boolean isLabel(XmlElement tag) {
    return tag.name().equals("Label")
        || tag.name().equals("Choice")
        || tag.name().equals("Relation");
  }

  /** Tags that are control and object in one: results name them on both sides. */
  static boolean isSelfReferencing(XmlElement tag) {
    if (tag.filled("name") == null) {
      return false;
    }
    String lower = tag.name().toLowerCase(Locale.ROOT);
    return lower.equals("chat") || lower.equals("reactcode");
  }

  /** The type of a tag's control side. */
  static String controlType(XmlElement tag) {
    return tag.name().equalsIgnoreCase("chat") ? "ChatMessage" : tag.name();
  }

  /** The objects of a control; its own name for a tag that is both and says nothing else. */
  static List<String> toNames(XmlElement tag) {
    String toName = tag.filled("toName");
    String name = tag.filled("name");
    return toName == null ? name == null ? List.of() : List.of(name) : split(toName);
  }

  static @Nullable Conditional conditional(Map<String, String> attributes) {
    String[] keys = {"whenTagName", "whenLabelValue", "whenChoiceValue"};
    String[] types = {"tag", "label", "choice"};
    for (int i = 0; i < keys.length; i++) {
      String name = attributes.get(keys[i]);
      if (name != null && !name.isEmpty()) {
        return new Conditional(types[i], name);
      }
    }
    return null;
  }

  /** Splits at commas and keeps everything, as Python does. */
  static List<String> splitStrictly(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', start)) {
      parts.add(text.substring(start, comma));
      start = comma + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** Splits at commas, trims and leaves out empty parts. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : splitStrictly(text)) {
      String trimmed = part.strip();
      if (!trimmed.isEmpty()) {
        parts.add(trimmed);
      }
    }
    return parts;
  }
}
