// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One logistic regression per label over the vectors of texts: all that is kept of a training.
 * Immutable; the arrays are not to be changed.
 *
 * @param examples how many it was fitted on
 * @param unanswered how many of them had no label chosen
 * @param labels the labels that were chosen at least once
 */
record Head(int examples, int unanswered, List<Label> labels) {

  /**
   * What was learned about one label.
   *
   * @param chosen in how many examples it was chosen
   * @param bias the log-odds of the label where the weights say nothing
   * @param weights what each number of a vector adds to the log-odds, times that number
   */
  record Label(String name, int chosen, double bias, double[] weights) {

    /** How probable it is that a person chooses the label for the text of this vector. */
    double probability(float[] vector) {
      double logOdds = bias;
      for (int i = 0; i < weights.length; i++) {
        logOdds += weights[i] * vector[i];
      }
      return 1 / (1 + Math.exp(-logOdds));
    }
  }

  /** The label of that name, {@code null} when it was never chosen. */
  @Nullable Label label(String name) {
    for (Label label : labels) {
      if (label.name.equals(name)) {
        return label;
      }
    }
    return null;
  }
}
