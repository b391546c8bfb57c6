// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures how a head does on texts that it has not seen, by cross-validation: the examples are cut
 * into five parts, and each part is asked for with a head that was fitted on the four others. With
 * a handful of examples every one counts, and holding some out for good would leave too few to ask.
 *
 * <p>The parts keep the share of every answer (they are stratified) and depend on the examples
 * alone, not on their order or on chance.
 */
final class CrossCheck {
  /** With fewer texts to ask for, chance would make the number. */
  static final int FEWEST = 10;

  /** More would not change the number, but take long. */
  static final int MOST = 5_000;

  private static final int PARTS = 5;

  private CrossCheck() {}

  /**
   * The metrics, for people to read.
   *
   * @return {@code accuracy}: the share of texts with exactly the right choice, a number from 0 to
   *     1 or a sentence that says why there is none; with a number also {@code
   *     accuracy_of_always_the_same}, which guessing the commonest answer would have got, and
   *     {@code checked}, the count of texts asked for
   */
  static Map<String, Object> measure(
      List<Example> examples, List<String> labels, boolean multiple) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    Map<Set<String>, Integer> answers = new LinkedHashMap<>();
    for (Example example : examples) {
      answers.merge(example.labels(), 1, Integer::sum);
    }
    if (examples.size() < FEWEST || answers.size() < 2) {
      metrics.put(
          "accuracy",
          examples.size() < FEWEST
              ? "too few examples: " + FEWEST + " are needed, there are " + examples.size()
              : "too few labels: every example has the same");
      return metrics;
    }
    List<Example> sorted = sorted(examples);
    int right = 0;
    for (int part = 0; part < PARTS; part++) {
      right += right(sorted, part, labels, multiple);
    }
    int commonest = 0;
    for (int count : answers.values()) {
      commonest = Math.max(commonest, count);
    }
    metrics.put("accuracy", (double) right / sorted.size());
    metrics.put("accuracy_of_always_the_same", (double) commonest / examples.size());
    metrics.put("checked", sorted.size());
    return metrics;
  }

  /** Answer by answer, so that every fifth example makes a part; of very many, some. */
  private static List<Example> sorted(List<Example> examples) {
    List<Example> sorted = new ArrayList<>(examples);
    sorted.sort(
        Comparator.comparing((Example example) -> example.labels().toString())
            .thenComparing(example -> example.text().hashCode())
            .thenComparing(Example::text));
    int every = (sorted.size() + MOST - 1) / MOST;
    List<Example> some = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i += every) {
      some.add(sorted.get(i));
    }
    return some;
  }

  private static int right(List<Example> sorted, int part, List<String> labels, boolean multiple) {
    List<Example> asked = new ArrayList<>();
    List<Example> others = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      (i % PARTS == part ? asked : others).add(sorted.get(i));
    }
    Chooser chooser = new Chooser(labels, labels, multiple, Trainer.fit(others, labels));
    int right = 0;
    for (Example example : asked) {
      right +=
          example.labels().equals(Set.copyOf(chooser.choose(example.vector()).labels())) ? 1 : 0;
    }
    return right;
  }
}
