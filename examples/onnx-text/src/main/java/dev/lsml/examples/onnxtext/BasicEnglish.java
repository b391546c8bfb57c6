// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a text into words as torchtext's tokenizer {@code basic_english} does: lower case; each
 * {@code ' . , ( ) ! ?} is a word; {@code "} vanishes; {@code ; :}, {@code <br />} and white space
 * separate.
 */
final class BasicEnglish {
  private static final String LINE_BREAK = "<br />";

  private BasicEnglish() {}

  /**
   * The text's words.
   *
   * @param most what comes after so many is not looked at
   */
  static List<String> words(String text, int most) {
    // Quotation marks go first: what they held apart becomes one word.
    String lower = text.toLowerCase(Locale.ROOT).replace("\"", "");
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < lower.length() && words.size() < most; i++) {
      char c = lower.charAt(i);
      boolean isWord = "'.,()!?".indexOf(c) >= 0;
      boolean isBreak = c == '<' && lower.startsWith(LINE_BREAK, i);
      if (isWord || isBreak || c == ';' || c == ':' || isSpace(c)) {
        add(words, lower, start, i, most);
        if (isWord) {
          add(words, lower, i, i + 1, most);
        }
        i += isBreak ? LINE_BREAK.length() - 1 : 0;
        start = i + 1;
      }
    }
    add(words, lower, start, lower.length(), most);
    return words;
  }

  private static void add(List<String> words, String text, int start, int end, int most) {
    if (start < end && words.size() < most) {
      words.add(text.substring(start, end));
    }
  }

  /** What Python takes for white space: more than Java does, such as the no-break space. */
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
