// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** HTTP header fields with case-insensitive names (RFC 9110 §5.1). Immutable and thread-safe. */
public final class Headers {
  private static final Headers EMPTY = new Headers(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

  private final TreeMap<String, List<String>> fields;

  private Headers(TreeMap<String, List<String>> fields) {
    this.fields = fields;
  }

  /** No fields. */
  public static Headers empty() {
    return EMPTY;
  }

  /** A copy of the fields; names that differ only in case are merged in the map's order. */
  public static Headers of(Map<String, List<String>> fields) {
    TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, List<String>> field : fields.entrySet()) {
      copy.computeIfAbsent(field.getKey(), n -> new ArrayList<>()).addAll(field.getValue());
    }
    return new Headers(copy);
  }

  /** These fields with one more value for the name. */
  public Headers with(String name, String value) {
    Headers more = of(fields);
    more.fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    return more;
  }

  /** The first value of the field, {@code null} when there is none. */
  public @Nullable String first(String name) {
    List<String> values = fields.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /** Every field with its values, in the order of the names. */
  public Map<String, List<String>> all() {
    return java.util.Collections.unmodifiableMap(fields);
  }

  /** Tells whether the first value of the field holds the text, ignoring case. */
  public boolean contains(String name, String text) {
    String value = first(name);
    return value != null && value.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return fields.keySet().toString(); // values may hold credentials
  }
}
