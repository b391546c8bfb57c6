// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.keywordspans;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was learned of a phrase, in whatever case it was written.
 *
 * <p>A spelling that stood in annotated texts is judged by itself, so that "US" can be a country
 * where "us" is not; one that never did is judged by all others together.
 */
final class Phrase {
  private final Map<String, Tally> spellings = new TreeMap<>();
  private final Tally all = new Tally();

  /**
   * What a phrase is given.
   *
   * @param labels none when people mostly leave it alone
   * @param score the least {@linkplain Tally#agreement agreement} on any of the labels
   */
  record Verdict(List<String> labels, double score) {}

  /** Counts an occurrence; see {@link Tally#count}. */
  void count(String spelling, Iterable<String> labels) {
    spellings.computeIfAbsent(spelling, any -> new Tally()).count(labels);
    all.count(labels);
  }

  /** Adds what was counted elsewhere; see {@link Tally#add}. */
  void add(String spelling, int seen, Map<String, Integer> labelled) {
    spellings.computeIfAbsent(spelling, any -> new Tally()).add(seen, labelled);
    all.add(seen, labelled);
  }

  Map<String, Tally> spellings() {
    return spellings;
  }

  /**
   * Every label, out of those allowed, that people rather give than not.
   *
   * @param allowed the labels of the label config; empty where it has none of its own
   */
  Verdict verdict(String spelling, Iterable<String> allowed) {
    Tally tally = tally(spelling);
    List<String> labels = new ArrayList<>();
    double score = 1;
    for (String label : allowed) {
      double agreement = tally.agreement(label);
      if (agreement > 0.5) {
        labels.add(label);
        score = Math.min(score, agreement);
      }
    }
    return new Verdict(labels, score);
  }

  /** The counts that speak for a spelling. */
  Tally tally(String spelling) {
    return spellings.getOrDefault(spelling, all);
  }
}
