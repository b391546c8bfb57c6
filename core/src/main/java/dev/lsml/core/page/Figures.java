// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.page;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures that versions reported, as text and as numbers. Thread-safe: no state. */
final class Figures {
  private static final int MOST = 8;
  private static final int LONGEST_TEXT = 60;

  private Figures() {}

  /** The names of the first figures, in the order in which the versions have them. */
  static List<String> names(List<JsonView> versions) {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    for (JsonView version : versions) {
      if (version.get("metrics").value() instanceof Map<?, ?> metrics) {
        metrics.keySet().forEach(name -> names.add((String) name));
      }
    }
    List<String> list = new ArrayList<>(names);
    return list.subList(0, Math.min(MOST, list.size()));
  }

  /** The figure of a version as a number; {@code null} when it has none of that name. */
  static @Nullable Double number(JsonView version, String name) {
    return version.get("metrics").get(name).value() instanceof Number number
            && Double.isFinite(number.doubleValue())
        ? number.doubleValue()
        : null;
  }

  /** Any value in a few characters; a number with four digits that count. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "–";
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }
    String text = value instanceof String string ? string : Json.text(value);
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
  }
}
