// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * Measures how a model does on texts that it has not seen: one example in five is held out, a model
 * is trained on the others and asked for the held-out ones, then thrown away.
 *
 * <p>The split keeps the share of every answer (it is stratified) and depends on the examples
 * alone, not on their order or on chance.
 */
final class HoldOut {
  /** With fewer texts to ask for, chance would make the number. */
  static final int FEWEST = 10;

  private static final int ONE_IN = 5;

  private HoldOut() {}

  /** A split of the examples. */
  record Split(List<Example> training, List<Example> heldOut) {}

  /**
   * The metrics, for people to read.
   *
   * @return {@code accuracy}: the share of held-out texts with exactly the right choice, a number
   *     from 0 to 1 or a sentence that says why there is none; with a number also {@code
   *     accuracy_of_always_the_same}, which guessing the commonest answer would have got, and
   *     {@code held_out}, the count of texts asked for
   */
  static Map<String, Object> measure(
      List<Example> examples, List<String> labels, boolean multiple) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    Split split = split(examples);
    int asked = split.heldOut.size();
    Map<SortedSet<String>, Integer> answers = answers(examples);
    if (asked < FEWEST || answers.size() < 2) {
      metrics.put(
          "accuracy",
          asked < FEWEST
              ? "too few examples: " + FEWEST * ONE_IN + " are needed, there are " + examples.size()
              : "too few labels: every example has the same");
      return metrics;
    }
    Chooser chooser = new Chooser(labels, multiple, Trainer.train(split.training, labels));
    int right = 0;
    for (Example example : split.heldOut) {
      List<String> chosen = chooser.choose(example.text()).labels();
      right += example.labels().equals(Set.copyOf(chosen)) ? 1 : 0;
    }
    metrics.put("accuracy", (double) right / asked);
    int commonest = 0;
    for (int count : answers(split.heldOut).values()) {
      commonest = Math.max(commonest, count);
    }
    metrics.put("accuracy_of_always_the_same", (double) commonest / asked);
    metrics.put("held_out", asked);
    return metrics;
  }

  /** Holds out every fifth example, counted answer by answer. */
  static Split split(List<Example> examples) {
    List<Example> sorted = new ArrayList<>(examples);
    sorted.sort(
        Comparator.comparing((Example example) -> example.labels().toString())
            .thenComparing(example -> example.text().hashCode())
            .thenComparing(Example::text));
    Split split = new Split(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < sorted.size(); i++) {
      (i % ONE_IN == ONE_IN - 1 ? split.heldOut : split.training).add(sorted.get(i));
    }
    return split;
  }

  private static Map<SortedSet<String>, Integer> answers(List<Example> examples) {
    Map<SortedSet<String>, Integer> answers = new LinkedHashMap<>();
    for (Example example : examples) {
      answers.merge(example.labels(), 1, Integer::sum);
    }
    return answers;
  }
}
