// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One logistic regression per label over a common vocabulary: all that is kept of a training, and
 * all that a prediction needs. Immutable; the arrays are not to be changed.
 *
 * @param examples how many it was trained on
 * @param unanswered how many of them had no label chosen
 * @param labels the labels that were chosen at least once
 */
record LinearModel(Vocabulary vocabulary, int examples, int unanswered, List<Label> labels) {

  /**
   * What was learned about one label.
   *
   * @param chosen in how many examples it was chosen
   * @param bias the log-odds of the label for a text without any known n-gram
   * @param weights what each n-gram of the vocabulary adds to the log-odds
   */
  record Label(String name, int chosen, float bias, float[] weights) {}

  /** The label of that name, {@code null} when it was never chosen. */
  @Nullable Label label(String name) {
    for (Label label : labels) {
      if (label.name.equals(name)) {
        return label;
      }
    }
    return null;
  }

  /** How probable it is that a person chooses the label for a text with these features. */
  static double probability(Label label, Vocabulary.Features features) {
    double logOdds = label.bias;
    for (int i = 0; i < features.index().length; i++) {
      logOdds += label.weights[features.index()[i]] * features.value()[i];
    }
    return 1 / (1 + Math.exp(-logOdds));
  }
}
