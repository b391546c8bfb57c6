// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import dev.lsml.core.protocol.Prediction;
import java.util.List;

/**
 * What {@link ResultValidator} makes of a prediction. Immutable.
 *
 * @param prediction what is left, fit to be sent; the very same one when there are no problems
 * @param problems in the order of the items; empty when all is well
 */
public record CheckedPrediction(Prediction prediction, List<ResultProblem> problems) {
  /** Copies the problems. */
  public CheckedPrediction {
    problems = List.copyOf(problems);
  }
}
