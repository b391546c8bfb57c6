// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.keywordspans;

import java.util.Map;
import java.util.TreeMap;

/** How often a phrase stood in annotated texts, and how often people gave it which label. */
final class Tally {
  private final Map<String, Integer> labelled = new TreeMap<>();
  private int seen;

  /** Counts one occurrence, which has these labels, or none. */
  void count(Iterable<String> labels) {
    seen++;
    for (String label : labels) {
      labelled.merge(label, 1, Integer::sum);
    }
  }

  /** Adds what was counted elsewhere. */
  void add(int timesSeen, Map<String, Integer> timesLabelled) {
    seen += timesSeen;
    timesLabelled.forEach((label, times) -> labelled.merge(label, times, Integer::sum));
  }

  int seen() {
    return seen;
  }

  Map<String, Integer> labelled() {
    return labelled;
  }

  /**
   * How probable it is that people give the next occurrence this label: after Laplace's rule of
   * succession (k+1)/(n+2), so 0.67 after one occurrence with the label, and 0.5 after none.
   */
  double agreement(String label) {
    return (labelled.getOrDefault(label, 0) + 1.0) / (seen + 2.0);
  }
}
