// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whatever leaves must be writable: one NaN would fail the answer to a whole batch. */
final class JsonRule {
  /** Far beyond any result type, far below what a thread's stack holds. */
  private static final int MAX_DEPTH = 64;

  private JsonRule() {}

  /** What of an item cannot be written, with its place; {@code null} when everything can. */
  static @Nullable String fault(Map<?, ?> json) {
    String fault = fault(json, 0);
    return fault != null && fault.startsWith(".") ? fault.substring(1) : fault;
  }

  /** The fault with the rest of its path in front, which callers complete on their way back. */
  private static @Nullable String fault(@Nullable Object value, int depth) {
    if (value instanceof Number number) {
      boolean floating = number instanceof Double || number instanceof Float;
      return floating && !Double.isFinite(number.doubleValue())
          ? " is " + number + ", which JSON has no form for"
          : null;
    } else if (value == null
        || value instanceof CharSequence
        || value instanceof Boolean
        || value instanceof Enum<?>
        || value instanceof int[]
        || value instanceof UnsignedBytes) {
      return null;
    } else if (depth > MAX_DEPTH) {
      return " is nested deeper than " + MAX_DEPTH + " levels";
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        if (!(member.getKey() instanceof String)) {
          return " has the key " + member.getKey() + ", which is not a string";
        }
        String fault = fault(member.getValue(), depth + 1);
        if (fault != null) {
          return "." + member.getKey() + fault;
        }
      }
      return null;
    } else if (value instanceof Iterable<?> items) {
      int index = 0;
      for (Object item : items) {
        String fault = fault(item, depth + 1);
        if (fault != null) {
          return "[" + index + "]" + fault;
        }
        index++;
      }
      return null;
    }
    return " is a " + value.getClass().getName() + ", which JSON has no form for";
  }
}
