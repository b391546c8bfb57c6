// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

/**
 * Between Java's string indexes and Label Studio's text offsets. Label Studio counts Unicode code
 * points; Java counts UTF-16 units, of which an emoji takes two (protocol §3.2). Thread-safe: no
 * state.
 */
public final class CodePoints {
  private CodePoints() {}

  /**
   * The offset of a string index.
   *
   * @param index 0 to the text's length
   * @throws IllegalArgumentException when it is outside of the text or inside a character
   */
  public static int offset(String text, int index) {
    if (index < 0 || index > text.length()) {
      throw new IllegalArgumentException(
          "index " + index + " is outside of the text, which has " + text.length() + " chars");
    }
    if (index > 0
        && index < text.length()
        && Character.isHighSurrogate(text.charAt(index - 1))
        && Character.isLowSurrogate(text.charAt(index))) {
      throw new IllegalArgumentException(
          "index " + index + " is inside a character that takes two chars. Move it by one.");
    }
    return text.codePointCount(0, index);
  }

  /**
   * The string index of an offset.
   *
   * @param offset 0 to the text's number of code points
   * @throws IllegalArgumentException when it is outside of the text
   */
  public static int index(String text, int offset) {
    try {
      if (offset >= 0) {
        return text.offsetByCodePoints(0, offset);
      }
    } catch (IndexOutOfBoundsException e) {
      // Reported below.
    }
    throw new IllegalArgumentException(
        "offset "
            + offset
            + " is outside of the text, which has "
            + text.codePointCount(0, text.length())
            + " code points");
  }
}
