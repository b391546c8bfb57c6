// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import java.util.Arrays;
import java.util.List;

/**
 * Names every word and every pair of words by a number, which spares storing and comparing strings.
 * In scripts without spaces, whose tokens are characters, it names runs of up to three of them.
 *
 * <p>The numbers are part of the weights file's format: whoever changes them or {@link Tokens} must
 * raise {@link WeightsFile}'s version.
 */
final class Ngrams {
  /** All numbers are below; with 4 million of them two frequent n-grams seldom share one. */
  static final int NUMBERS = 1 << 22;

  private static final int WORDS = 2;
  private static final int CHARACTERS = 3;

  private Ngrams() {}

  /** The numbers of the text's n-grams in ascending order, one for each occurrence. */
  static int[] of(String text) {
    List<String> tokens = Tokens.of(text);
    int[] numbers = new int[tokens.size() * CHARACTERS];
    int size = 0;
    for (int start = 0; start < tokens.size(); start++) {
      int longest = Tokens.standsAlone(tokens.get(start).codePointAt(0)) ? CHARACTERS : WORDS;
      long hash = 0;
      for (int i = start; i < tokens.size() && i < start + longest; i++) {
        hash = mix(hash * 31 + hash(tokens.get(i)));
        numbers[size++] = (int) (hash >>> 42);
      }
    }
    int[] sorted = Arrays.copyOf(numbers, size);
    Arrays.sort(sorted);
    return sorted;
  }

  private static long hash(String token) {
    long hash = 0xcbf29ce484222325L; // FNV-1a
    for (int i = 0; i < token.length(); i++) {
      hash = (hash ^ token.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** Spreads every bit over the upper ones (the finalizer of MurmurHash3). */
  private static long mix(long h) {
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
