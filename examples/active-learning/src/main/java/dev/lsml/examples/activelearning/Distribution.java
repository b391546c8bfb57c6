// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.activelearning;

import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import java.util.Arrays;

/** What a model thinks of every label, not only of the one that it answers. Thread-safe. */
@FunctionalInterface
public interface Distribution {
  /**
   * The probabilities of all labels for a task.
   *
   * @param prediction what the model answered
   * @return at least one; they sum up to 1
   * @throws Exception when the model cannot say
   */
  double[] of(Task task, Prediction prediction) throws Exception;

  /**
   * For a model that only tells how probable its answer is, as the prediction's score: the other
   * labels share the rest.
   *
   * @param labels how many labels there are, at least one
   */
  static Distribution byScore(int labels) {
    return (task, prediction) -> {
      Double score = prediction.score();
      double answer = labels == 1 ? 1 : score == null ? 1.0 / labels : score;
      double[] probabilities = new double[labels];
      Arrays.fill(probabilities, (1 - answer) / Math.max(1, labels - 1));
      probabilities[0] = answer;
      return probabilities;
    };
  }
}
