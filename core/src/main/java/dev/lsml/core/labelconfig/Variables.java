// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks up {@code $variable} in a task's data (protocol §4.3). */
final class Variables {
  /** The only key of tasks that were imported before their project had a config. */
  private static final String UNDEFINED = "$undefined$";

  /** Stands for "not there", which is not the same as an explicit null. */
  private static final Object MISSING = new Object();

  private Variables() {}

  /** The name when the whole value is one variable, {@code null} otherwise. */
  static @Nullable String single(@Nullable String value) {
    if (value == null || value.length() < 2 || value.charAt(0) != '$') {
      return null;
    }
    for (int i = 1; i < value.length(); i++) {
      if (value.charAt(i) == ',' || value.charAt(i) == ' ' || value.charAt(i) == '$') {
        return null;
      }
    }
    return value.substring(1);
  }

  static @Nullable Object resolve(
      @Nullable String value, Map<String, ? extends @Nullable Object> data) {
    if (value == null || value.indexOf('$') < 0) {
      return value;
    }
    if (value.charAt(0) == '$') {
      // Before anything else, since a key may hold any character.
      Object found = find(value.substring(1), data);
      if (found != MISSING) {
        return found;
      }
    }
    String name = single(value);
    if (name != null && end(value, 1) == value.length()) {
      return data.get(UNDEFINED);
    }
    return template(value, data);
  }

  private static @Nullable String template(
      String template, Map<String, ? extends @Nullable Object> data) {
    StringBuilder text = new StringBuilder();
    int done = 0;
    for (int at = template.indexOf('$'); at >= 0; at = template.indexOf('$', done)) {
      int end = end(template, at + 1);
      // A full stop after a name ends the sentence.
      while (end > at + 1 && template.charAt(end - 1) == '.') {
        end--;
      }
      text.append(template, done, at);
      if (end == at + 1) {
        text.append('$');
      } else {
        Object found = find(template.substring(at + 1, end), data);
        String scalar = text(found);
        text.append(scalar == null ? "" : scalar);
      }
      done = end;
    }
    return text.append(template, done, template.length()).toString();
  }

  /** A string, number or boolean as text, {@code null} for anything else. */
  static @Nullable String text(@Nullable Object value) {
    return value instanceof CharSequence || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : null;
  }

  /** Where the name that starts here ends. */
  private static int end(String text, int start) {
    int at = start;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || "_.[]{}".indexOf(c) >= 0;
  }

  private static @Nullable Object find(String name, Map<String, ? extends @Nullable Object> data) {
    return data.containsKey(name) ? data.get(name) : walk(name, data);
  }

  /** Follows {@code a.b[0].c}. */
  private static @Nullable Object walk(String path, @Nullable Object data) {
    Object here = data;
    boolean stepped = false;
    int at = 0;
    while (at < path.length()) {
      int end = at;
      while (end < path.length() && "[].".indexOf(path.charAt(end)) < 0) {
        end++;
      }
      if (end > at) {
        here = step(here, path.substring(at, end));
        stepped = true;
        if (here == MISSING) {
          return MISSING;
        }
      }
      at = end + 1;
    }
    return stepped ? here : MISSING;
  }

  private static @Nullable Object step(@Nullable Object here, String key) {
    if (here instanceof Map<?, ?> map) {
      return map.containsKey(key) ? map.get(key) : MISSING;
    }
    if (here instanceof List<?> list && !key.isEmpty() && key.length() < 10) {
      for (int i = 0; i < key.length(); i++) {
        if (key.charAt(i) < '0' || key.charAt(i) > '9') {
          return MISSING;
        }
      }
      int index = Integer.parseInt(key);
      return index < list.size() ? list.get(index) : MISSING;
    }
    return MISSING;
  }
}
