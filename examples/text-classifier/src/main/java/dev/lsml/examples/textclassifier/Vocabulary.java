// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import java.util.Arrays;
import java.util.List;

/**
 * The n-grams that a classifier knows, each with a weight that is greater the rarer it is (inverse
 * document frequency). Immutable; the arrays are not to be changed.
 *
 * @param ngrams their numbers (see {@link Ngrams}), strictly ascending
 * @param rarity the weight of each, above 0
 */
record Vocabulary(int[] ngrams, float[] rarity) {

  /**
   * Takes the n-grams that occur in most texts.
   *
   * @param limit how many at most; among equally frequent ones the lower number wins, so that the
   *     outcome does not depend on the order of the texts
   */
  static Vocabulary of(List<String> texts, int limit) {
    int[] frequency = new int[Ngrams.NUMBERS];
    for (String text : texts) {
      int last = -1;
      for (int ngram : Ngrams.of(text)) {
        if (ngram != last) {
          frequency[ngram]++;
        }
        last = ngram;
      }
    }
    int[] ngrams = mostFrequent(frequency, limit);
    float[] rarity = new float[ngrams.length];
    for (int i = 0; i < ngrams.length; i++) {
      rarity[i] = (float) (1 + Math.log((1.0 + texts.size()) / (1.0 + frequency[ngrams[i]])));
    }
    return new Vocabulary(ngrams, rarity);
  }

  private static int[] mostFrequent(int[] frequency, int limit) {
    int known = 0;
    for (int count : frequency) {
      known += count > 0 ? 1 : 0;
    }
    // One long per n-gram, ordered by frequency and then by falling number.
    long[] ranked = new long[known];
    int size = 0;
    for (int ngram = 0; ngram < frequency.length; ngram++) {
      if (frequency[ngram] > 0) {
        ranked[size++] = ((long) frequency[ngram] << 32) | (Ngrams.NUMBERS - 1 - ngram);
      }
    }
    Arrays.sort(ranked);
    int[] ngrams = new int[Math.min(size, limit)];
    for (int i = 0; i < ngrams.length; i++) {
      ngrams[i] = Ngrams.NUMBERS - 1 - (int) ranked[size - 1 - i];
    }
    Arrays.sort(ngrams);
    return ngrams;
  }

  int size() {
    return ngrams.length;
  }

  /** The text's known n-grams, weighted by how often they occur and how rare they are. */
  Features features(String text) {
    int[] occurrences = Ngrams.of(text);
    int[] index = new int[occurrences.length];
    double[] value = new double[occurrences.length];
    int size = 0;
    double squares = 0;
    for (int i = 0; i < occurrences.length; ) {
      int first = i;
      while (i < occurrences.length && occurrences[i] == occurrences[first]) {
        i++;
      }
      int found = Arrays.binarySearch(ngrams, occurrences[first]);
      if (found >= 0) {
        index[size] = found;
        value[size] = (1 + Math.log(i - first)) * rarity[found];
        squares += value[size] * value[size];
        size++;
      }
    }
    // Length one, so that a long text does not count more than a short one.
    double length = Math.sqrt(squares);
    for (int i = 0; i < size; i++) {
      value[i] /= length;
    }
    return new Features(Arrays.copyOf(index, size), Arrays.copyOf(value, size));
  }

  /**
   * A text as a sparse vector of length 1, or 0 when it has no known n-gram.
   *
   * @param index places in the vocabulary, strictly ascending
   * @param value the weight at each of them
   */
  record Features(int[] index, double[] value) {}
}
