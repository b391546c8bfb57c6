// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import org.jspecify.annotations.Nullable;

/** A document's text with a reading position, and the errors that point into it. */
final class XmlText {
  static final int MAX_LENGTH = 4 << 20;

  final String text;
  int pos;

  /**
   * Takes the text; a byte order mark is skipped.
   *
   * @throws LabelConfigException when it is too long or has a character that XML forbids
   */
  XmlText(String text) {
    this.text = text;
    if (text.length() > MAX_LENGTH) {
      throw new LabelConfigException(
          "The label config is too long",
          "it has " + text.length() + " characters and the limit is " + MAX_LENGTH,
          "Shorten it, for example by taking labels from the task with value=\"$labels\"");
    }
    pos = text.startsWith("\uFEFF") ? 1 : 0;
    for (int at = pos, c; at < text.length(); at += Character.charCount(c)) {
      c = text.codePointAt(at);
      if (!XmlNames.isAllowed(c)) {
        throw error(
            at, "the character U+" + hex(c) + " is not allowed in XML", "Remove the character");
      }
    }
  }

  boolean atEnd() {
    return pos >= text.length();
  }

  /** The character here, or 0 (which no document has) at the end. */
  char peek() {
    return pos < text.length() ? text.charAt(pos) : 0;
  }

  boolean sees(String token) {
    return text.startsWith(token, pos);
  }

  /** Steps over the token if it is next. */
  boolean take(String token) {
    if (sees(token)) {
      pos += token.length();
      return true;
    }
    return false;
  }

  /** Steps over white space and tells whether there was any. */
  boolean skipSpace() {
    int start = pos;
    while (XmlNames.isSpace(peek())) {
      pos++;
    }
    return pos > start;
  }

  /** Reads a name, {@code null} when none is next. */
  @Nullable String name() {
    int start = pos;
    if (atEnd() || !XmlNames.isNameStart(text.codePointAt(pos))) {
      return null;
    }
    do {
      pos += Character.charCount(text.codePointAt(pos));
    } while (pos < text.length() && XmlNames.isNamePart(text.codePointAt(pos)));
    return text.substring(start, pos);
  }

  /** Steps behind the next occurrence of the token and returns what stood before it. */
  String until(String token, int start, String what) {
    int end = text.indexOf(token, pos);
    if (end < 0) {
      throw error(start, what + " has no end", "Add " + token);
    }
    String before = text.substring(pos, end);
    pos = end + token.length();
    return before;
  }

  /** What is found here, for messages. */
  String found() {
    if (atEnd()) {
      return "the text ends";
    }
    int c = text.codePointAt(pos);
    return XmlNames.isSpace(c)
        ? "there is white space"
        : "there is '" + Character.toString(c) + "'";
  }

  /** An error at a position. */
  LabelConfigException error(int at, String reason, String remedy) {
    return new LabelConfigException(
        "The label config is not valid XML at " + place(at), reason, remedy);
  }

  /** Line and column of a position, both counted from 1. */
  String place(int at) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < at; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return "line " + line + ", column " + (at - lineStart + 1);
  }

  static String hex(int c) {
    String digits = Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }
}
