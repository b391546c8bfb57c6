// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a key of a region's value holds. */
enum ValueKind {
  NUMBER("a number"),
  PERCENT("a number"),
  RADIUS("a number"),
  DEGREES("a number"),
  WHOLE("a whole number"),
  COUNT("a whole number from 0"),
  TEXT("a string"),
  FLAG("true or false"),
  NUMBER_OR_TEXT("a number or a string"),
  SIDE("'left' or 'right'"),
  TEXTS("a list of strings"),
  PATHS("a list of lists of strings"),
  CHOICES("a list of strings or of lists of strings"),
  TEXT_LISTS("an object of lists of strings"),
  BYTES("a list of whole numbers from 0 to 255, not empty"),
  POINTS("a list of pairs of numbers"),
  OBJECT("an object"),
  OBJECTS("a list of objects");

  private final String description;

  ValueKind(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  /** The largest number allowed. */
  double max() {
    return switch (this) {
      case PERCENT, POINTS -> 100;
      case RADIUS -> 50;
      case DEGREES -> 360;
      default -> Double.POSITIVE_INFINITY;
    };
  }

  /** Tells whether it is of this kind; bounds of numbers and the inside of objects come later. */
  boolean matches(Object value) {
    return switch (this) {
      case NUMBER, PERCENT, RADIUS, DEGREES -> value instanceof Number;
      case WHOLE -> isWhole(value);
      case COUNT -> isWhole(value) && ((Number) value).doubleValue() >= 0;
      case TEXT -> isText(value);
      case FLAG -> value instanceof Boolean;
      case NUMBER_OR_TEXT -> value instanceof Number || isText(value);
      case SIDE -> value.equals("left") || value.equals("right");
      case TEXTS -> isTexts(value);
      case PATHS -> isPaths(value, false);
      case CHOICES -> isPaths(value, true);
      case TEXT_LISTS -> isTextLists(value);
      case BYTES -> isBytes(value);
      case POINTS -> isPoints(value);
      case OBJECT -> value instanceof Map<?, ?>;
      case OBJECTS -> isObjects(value);
    };
  }

  private static boolean isText(@Nullable Object value) {
    return value instanceof CharSequence || value instanceof Enum<?>;
  }

  static boolean isWhole(@Nullable Object value) {
    return value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue());
  }

  private static boolean isTexts(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return false;
    }
    for (Object item : list) {
      if (!isText(item)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPaths(Object value, boolean orTexts) {
    if (!(value instanceof List<?> list)) {
      return false;
    }
    for (Object item : list) {
      if (!isTexts(item) && !(orTexts && isText(item))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTextLists(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return false;
    }
    for (Object item : map.values()) {
      if (!isTexts(item)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBytes(Object value) {
    if (value instanceof int[] numbers) {
      for (int number : numbers) {
        if (number < 0 || number > 255) {
          return false;
        }
      }
      return numbers.length > 0;
    }
    if (!(value instanceof List<?> list)) {
      return false;
    }
    for (Object item : list) {
      if (!isWhole(item)
          || !(((Number) item).doubleValue() >= 0 && ((Number) item).doubleValue() <= 255)) {
        return false;
      }
    }
    return !list.isEmpty();
  }

  private static boolean isPoints(Object value) {
    if (!(value instanceof List<?> list)) {
      return false;
    }
    for (Object item : list) {
      if (!(item instanceof List<?> pair)
          || pair.size() != 2
          || !(pair.get(0) instanceof Number)
          || !(pair.get(1) instanceof Number)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isObjects(Object value) {
    if (!(value instanceof List<?> list)) {
      return false;
    }
    for (Object item : list) {
      if (!(item instanceof Map<?, ?>)) {
        return false;
      }
    }
    return true;
  }
}
