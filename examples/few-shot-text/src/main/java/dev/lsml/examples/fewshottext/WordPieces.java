// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts a text into the word pieces of BERT's uncased vocabulary: lower case, without accents, words
 * and punctuation apart, each word as the longest pieces that the vocabulary has. The rules are
 * those of https://github.com/google-research/bert/blob/master/tokenization.py; in this form they
 * need no native library. Immutable and thread-safe.
 */
final class WordPieces {
  /** A longer word is unknown. */
  private static final int LONGEST_WORD = 100;

  private final Map<String, Integer> vocabulary;
  private final int unknown;
  private final int start;
  private final int end;

  /** Takes a vocabulary, which must have the pieces [UNK], [CLS] and [SEP]. */
  WordPieces(Map<String, Integer> vocabulary) {
    this.vocabulary = vocabulary;
    this.unknown = special("[UNK]");
    this.start = special("[CLS]");
    this.end = special("[SEP]");
  }

  private int special(String piece) {
    Integer id = vocabulary.get(piece);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary has no " + piece);
    }
    return id;
  }

  /** Reads the vocabulary from a {@code tokenizer.json} of Hugging Face. */
  static WordPieces read(InputStream tokenizerJson) throws IOException {
    JsonView vocabulary = JsonView.of(Json.read(tokenizerJson)).get("model").get("vocab");
    Map<String, Integer> ids = new HashMap<>(1 << 16);
    vocabulary.object().forEach((piece, id) -> ids.put(piece, ((Number) id).intValue()));
    return new WordPieces(ids);
  }

  /**
   * The numbers of a text's pieces.
   *
   * @param most at least 2; the rest of a longer text is left out
   * @return with the piece for the start in front and that for the end behind
   */
  long[] of(String text, int most) {
    long[] ids = new long[most];
    ids[0] = start;
    int size = 1;
    // A word has at least one char, and most have a space behind: no need to look at the rest.
    String normal = normal(text.substring(0, Math.min(text.length(), most * LONGEST_WORD)));
    for (int i = 0; i < normal.length() && size < most - 1; ) {
      int c = normal.codePointAt(i);
      int next = i + Character.charCount(c);
      if (isSpace(c)) {
        i = next;
        continue;
      }
      while (!standsAlone(c) && next < normal.length()) {
        int following = normal.codePointAt(next);
        if (isSpace(following) || standsAlone(following)) {
          break;
        }
        next += Character.charCount(following);
      }
      size = addWord(normal.substring(i, next), ids, size, most - 1);
      i = next;
    }
    ids[size++] = end;
    return Arrays.copyOf(ids, size);
  }

  /** Adds a word's pieces and returns the new size; a word with an unknown part is unknown. */
  private int addWord(String word, long[] ids, int size, int most) {
    int begin = size;
    if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
      ids[size] = unknown;
      return size + 1;
    }
    for (int from = 0; from < word.length(); ) {
      int to = word.length();
      Integer id = null;
      while (from < to) {
        id = vocabulary.get(from == 0 ? word.substring(0, to) : "##" + word.substring(from, to));
        if (id != null) {
          break;
        }
        to = word.offsetByCodePoints(to, -1);
      }
      if (id == null) {
        ids[begin] = unknown;
        return begin + 1;
      }
      if (size < most) {
        ids[size++] = id;
      }
      from = to;
    }
    return size;
  }

  /** Without control characters and accents, in lower case. */
  private static String normal(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    boolean ascii = true;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isSpace(c)) {
        clean.append(' ');
      } else if (c != 0 && c != 0xFFFD && !isControl(c)) {
        clean.appendCodePoint(c);
        ascii &= c < 0x80;
      }
    }
    if (ascii) {
      // Spares a first answer in plain English the loading of Unicode's tables.
      return clean.toString().toLowerCase(Locale.ROOT);
    }
    String decomposed = Normalizer.normalize(clean, Normalizer.Form.NFD);
    StringBuilder bare = new StringBuilder(decomposed.length());
    for (int i = 0; i < decomposed.length(); ) {
      int c = decomposed.codePointAt(i);
      i += Character.charCount(c);
      if (Character.getType(c) != Character.NON_SPACING_MARK) {
        // One by one, else a sigma at the end of a word would become another letter.
        bare.appendCodePoint(Character.toLowerCase(c));
      }
    }
    return bare.toString();
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
  }

  private static boolean isControl(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.PRIVATE_USE
        || type == Character.UNASSIGNED;
  }

  /** Whether a character is a word of its own: punctuation, ASCII's symbols, Chinese characters. */
  private static boolean standsAlone(int c) {
    if (c < 0x80) {
      return !Character.isLetterOrDigit(c) && c > ' ';
    }
    int type = Character.getType(c);
    return type == Character.CONNECTOR_PUNCTUATION
        || type == Character.DASH_PUNCTUATION
        || type == Character.START_PUNCTUATION
        || type == Character.END_PUNCTUATION
        || type == Character.INITIAL_QUOTE_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION
        || type == Character.OTHER_PUNCTUATION
        || isChinese(c);
  }

  /** The blocks of CJK ideographs that BERT names; not kana, not hangul. */
  private static boolean isChinese(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2B73F)
        || (c >= 0x2B740 && c <= 0x2B81F)
        || (c >= 0x2B820 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }
}
