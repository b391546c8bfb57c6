// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text of any script into tokens that are equal whenever a reader would call them the same.
 *
 * <ul>
 *   <li>Text is brought to Unicode's NFKC form and its case is folded: {@code Ｓtraße}, {@code
 *       STRASSE} and {@code strasse} give one token.
 *   <li>A run of letters, digits and combining marks is one token.
 *   <li>In scripts that put no space between words (Chinese, Japanese, Thai, …) each character with
 *       its marks is a token; the n-grams built upon tokens make words of them.
 *   <li>An emoji or another symbol is a token of its own. Punctuation only separates.
 * </ul>
 */
final class Tokens {
  /** What lies behind is not read, so that one huge text cannot hold up a batch. */
  static final int MAX_CHARS = 100_000;

  private static final int FIRST_SCRIPT_WITHOUT_SPACES = 0x0E00; // Thai
  private static final int PROLONGED_SOUND_MARK = 0x30FC; // of no script, but used in kana only
  private static final int ZERO_WIDTH_SPACE = 0x200B; // the one format character between words

  private Tokens() {}

  /** The tokens in text order; empty when there is nothing but space and punctuation. */
  static List<String> of(String text) {
    String upper = upperCase(text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text);
    List<String> tokens = new ArrayList<>();
    StringBuilder token = new StringBuilder();
    boolean alone = false; // whether the token begun takes no further letter
    for (int i = 0; i < upper.length(); ) {
      int original = upper.codePointAt(i);
      i += Character.charCount(original);
      int c = Character.toLowerCase(original);
      int type = Character.getType(c);
      if (isLetterOrNumber(type)) {
        boolean single = standsAlone(c);
        if (single || alone) {
          flush(token, tokens);
        }
        token.appendCodePoint(c);
        alone = single;
      } else if (isMark(type)) {
        if (!isVariationSelector(c)) {
          token.appendCodePoint(c);
        }
      } else if (isSymbol(type)) {
        flush(token, tokens);
        token.appendCodePoint(c);
        alone = true;
      } else if (type != Character.FORMAT || c == ZERO_WIDTH_SPACE) {
        // Other format characters stand inside words: soft hyphens, joiners of Persian and Hindi.
        flush(token, tokens);
      }
    }
    flush(token, tokens);
    return tokens;
  }

  private static void flush(StringBuilder token, List<String> tokens) {
    if (token.length() > 0) {
      tokens.add(token.toString());
      token.setLength(0);
    }
  }

  /** Half of case folding: with each character lowered afterwards, ß, ſ and ς are folded too. */
  private static String upperCase(String text) {
    boolean ascii = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isNormal(c)) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
      }
      ascii &= c < 0x80;
    }
    return ascii ? text : text.toUpperCase(Locale.ROOT);
  }

  /**
   * Whether a character is in normal form whatever stands beside it: ASCII, the letters of western
   * and central Europe, typographic dashes and quotes. Texts of these alone spare a first answer
   * the loading of Unicode's tables.
   */
  static boolean isNormal(char c) {
    return c < 0x80
        || (c >= 0xC0 && c < 0x132)
        || (c >= 0x2012 && c < 0x2016)
        || (c >= 0x2018 && c < 0x2020);
  }

  private static boolean isLetterOrNumber(int type) {
    return type == Character.UPPERCASE_LETTER
        || type == Character.LOWERCASE_LETTER
        || type == Character.TITLECASE_LETTER
        || type == Character.MODIFIER_LETTER
        || type == Character.OTHER_LETTER
        || type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static boolean isMark(int type) {
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isSymbol(int type) {
    return type == Character.OTHER_SYMBOL
        || type == Character.MATH_SYMBOL
        || type == Character.CURRENCY_SYMBOL
        || type == Character.MODIFIER_SYMBOL;
  }

  private static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  /** Whether a letter belongs to a script that puts no space between words. */
  static boolean standsAlone(int letter) {
    if (letter < FIRST_SCRIPT_WITHOUT_SPACES) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(letter);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.BOPOMOFO
        || script == UnicodeScript.YI
        || script == UnicodeScript.THAI
        || script == UnicodeScript.LAO
        || script == UnicodeScript.KHMER
        || script == UnicodeScript.MYANMAR
        || script == UnicodeScript.JAVANESE
        || script == UnicodeScript.BALINESE
        || letter == PROLONGED_SOUND_MARK;
  }
}
