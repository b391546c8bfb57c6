// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tags inside a {@code <Repeater>}: Label Studio's editor makes a copy per item of a list and
 * writes the item's number wherever an attribute has the placeholder, so that results say {@code
 * c_0} where the config says <code>c_{{idx}}</code>.
 */
final class Repeated {
  private static final String DEFAULT_FLAG = "{{idx}}";

  private Repeated() {}

  /** The placeholder that counts in this tag, {@code null} outside of a repeater. */
  static @Nullable String flag(XmlElement tag) {
    for (XmlElement up = tag.parent(); up != null; up = up.parent()) {
      if (up.name().equalsIgnoreCase("Repeater")) {
        String flag = up.filled("indexFlag");
        return flag == null ? DEFAULT_FLAG : flag;
      }
    }
    return null;
  }

  /** The tag's copy for the item of that number. */
  static XmlElement at(XmlElement tag, String flag, int index) {
    if (index < 0) {
      throw new IllegalArgumentException("an item's number counts from 0, but is " + index);
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, String> attribute : tag.attributes().entrySet()) {
      attributes.put(
          attribute.getKey(), attribute.getValue().replace(flag, Integer.toString(index)));
    }
    return new XmlElement(
        tag.name(),
        Collections.unmodifiableMap(attributes),
        tag.parent(),
        tag.depth(),
        tag.position());
  }

  /** The item's number if the name is the template's for some item, else -1. */
  static int index(String template, @Nullable String flag, String name) {
    int at = flag == null ? -1 : template.indexOf(flag);
    if (flag == null || at < 0) {
      return -1;
    }
    int end = at;
    while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
      end++;
    }
    if (end == at || end - at > 9) {
      return -1;
    }
    String number = name.substring(at, end);
    return template.replace(flag, number).equals(name) ? Integer.parseInt(number) : -1;
  }
}
