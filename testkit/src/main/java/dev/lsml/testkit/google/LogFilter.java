// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.google;

import dev.lsml.core.json.JsonView;
import java.util.List;
import java.util.function.Predicate;

/**
 * The part of Cloud Logging's query language that has comparisons of a field with a quoted text,
 * {@code AND}, {@code OR} and parentheses; {@code AND} binds tighter, as there. Severities compare
 * by their order, everything else as text. Immutable.
 */
final class LogFilter {
  private static final List<String> SEVERITIES =
      List.of(
          "DEFAULT",
          "DEBUG",
          "INFO",
          "NOTICE",
          "WARNING",
          "ERROR",
          "CRITICAL",
          "ALERT",
          "EMERGENCY");

  private final String text;
  private int at;

  private LogFilter(String text) {
    this.text = text;
  }

  /**
   * Reads a filter.
   *
   * @throws IllegalArgumentException when it is not of this part of the language
   */
  static Predicate<JsonView> parse(String text) {
    if (text.isBlank()) {
      return entry -> true;
    }
    LogFilter filter = new LogFilter(text);
    Predicate<JsonView> parsed = filter.or();
    filter.skipSpace();
    if (filter.at < text.length()) {
      throw filter.wrong("the end");
    }
    return parsed;
  }

  private Predicate<JsonView> or() {
    Predicate<JsonView> first = and();
    while (takes("OR")) {
      first = first.or(and());
    }
    return first;
  }

  private Predicate<JsonView> and() {
    Predicate<JsonView> first = term();
    while (takes("AND")) {
      first = first.and(term());
    }
    return first;
  }

  private Predicate<JsonView> term() {
    if (takes("(")) {
      Predicate<JsonView> inner = or();
      if (!takes(")")) {
        throw wrong("')'");
      }
      return inner;
    }
    String field = field();
    for (String operator : List.of(">=", "<=", "!=", "=", ">", "<")) {
      if (takes(operator)) {
        String value = quoted();
        return entry -> compares(field, operator, find(entry, field), value);
      }
    }
    throw wrong("a comparison");
  }

  private String field() {
    skipSpace();
    int start = at;
    while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || isJoint())) {
      at++;
    }
    if (start == at) {
      throw wrong("a field");
    }
    return text.substring(start, at);
  }

  private boolean isJoint() {
    return text.charAt(at) == '.' || text.charAt(at) == '_' || text.charAt(at) == '/';
  }

  private String quoted() {
    skipSpace();
    int end = at < text.length() && text.charAt(at) == '"' ? text.indexOf('"', at + 1) : -1;
    if (end < 0) {
      throw wrong("a text in quotes");
    }
    String value = text.substring(at + 1, end);
    at = end + 1;
    return value;
  }

  private boolean takes(String token) {
    skipSpace();
    if (text.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static String find(JsonView entry, String field) {
    JsonView at = entry;
    for (String part : field.split("\\.", -1)) {
      at = at.get(part);
    }
    return at.value() == null ? "" : String.valueOf(at.value());
  }

  private static boolean compares(String field, String operator, String found, String value) {
    int order =
        field.equals("severity")
            ? SEVERITIES.indexOf(found) - SEVERITIES.indexOf(value)
            : found.compareTo(value);
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case ">=" -> order >= 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order < 0;
    };
  }

  private IllegalArgumentException wrong(String needed) {
    return new IllegalArgumentException(
        "Unparseable filter: " + needed + " is needed at " + at + " of " + text);
  }
}
