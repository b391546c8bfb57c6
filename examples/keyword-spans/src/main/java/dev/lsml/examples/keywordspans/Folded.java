// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.keywordspans;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A text as it is searched: in lower case, with composed characters and single spaces; and the way
 * back to the text itself. It knows where a phrase may begin and end: never within a word, nor
 * between a letter and its accents.
 *
 * <p>In scripts that do not separate words by spaces, and in Korean, where endings are written onto
 * the word, a phrase may begin and end at any character. Immutable.
 */
final class Folded {
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private final String text;
  private final BitSet boundaries = new BitSet();
  private char[] chars;
  private int[] origins;
  private int length;

  /** Folds a text. */
  Folded(String text) {
    this.text = text;
    this.chars = new char[text.length() + 1];
    this.origins = new int[text.length() + 1];
    int last = -1;
    for (int start = 0, end; start < text.length(); start = end) {
      int first = text.codePointAt(start);
      end = Character.isWhitespace(first) ? endOfSpace(start) : endOfCharacter(start);
      if (last < 0 || !(isOfWord(last) && isOfWord(first))) {
        boundaries.set(length);
      }
      if (Character.isWhitespace(first)) {
        append(' ', start);
      } else {
        appendFolded(start, end);
      }
      last = first;
    }
    boundaries.set(length);
    append('\0', text.length());
    length--;
  }

  /** A phrase as a folded text has it; empty when there is nothing but space. */
  static String key(String phrase) {
    Folded folded = new Folded(phrase.strip());
    return new String(folded.chars, 0, folded.length);
  }

  /** A phrase as it was written, but for the kind of spaces and the way accents are stored. */
  static String spelling(String phrase) {
    return Normalizer.normalize(
        String.join(" ", phrase.strip().split("\\s+", -1)), Normalizer.Form.NFC);
  }

  /** How many chars there are to search. */
  int length() {
    return length;
  }

  /** The char at a position. */
  char at(int position) {
    return chars[position];
  }

  /** Whether a phrase may begin or end at a position, which is 0 to the length. */
  boolean isBoundary(int position) {
    return boundaries.get(position);
  }

  /** The index into the text itself. */
  int origin(int position) {
    return origins[position];
  }

  /** The text itself between two positions. */
  String original(int from, int to) {
    return text.substring(origins[from], origins[to]);
  }

  private int endOfSpace(int start) {
    int end = start;
    while (end < text.length() && Character.isWhitespace(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  /** The end of what people see as one character: accents, skin tones and joined emoji included. */
  private int endOfCharacter(int start) {
    int last = text.codePointAt(start);
    int end = start + Character.charCount(last);
    while (end < text.length()) {
      int next = text.codePointAt(end);
      if (last != ZERO_WIDTH_JOINER && !extendsCharacter(next)) {
        break;
      }
      last = next;
      end += Character.charCount(next);
    }
    return end;
  }

  private static boolean extendsCharacter(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || codePoint == ZERO_WIDTH_JOINER
        || (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF);
  }

  private static boolean isOfWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint) && !standsAlone(codePoint);
  }

  private static boolean standsAlone(int codePoint) {
    if (codePoint < 0x0E00) {
      return false; // Thai is the first of them.
    }
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, HANGUL, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  private void appendFolded(int start, int end) {
    String character = text.substring(start, end);
    if (character.charAt(0) >= 0x80 || end - start > 1) {
      character = Normalizer.normalize(character, Normalizer.Form.NFC);
    }
    for (int i = 0; i < character.length(); ) {
      int codePoint = character.codePointAt(i);
      // By way of upper case, since two letters such as σ and ς can have one upper case.
      for (char c : Character.toChars(Character.toLowerCase(Character.toUpperCase(codePoint)))) {
        append(c, start);
      }
      i += Character.charCount(codePoint);
    }
  }

  private void append(char c, int origin) {
    if (length == chars.length) {
      chars = Arrays.copyOf(chars, length * 2 + 8);
      origins = Arrays.copyOf(origins, length * 2 + 8);
    }
    chars[length] = c;
    origins[length++] = origin;
  }
}
