// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model's answer to one task (protocol §1.6). Immutable.
 *
 * @param result the regions; empty to say that there is nothing
 * @param score how sure the model is, 0 to 1, higher is surer; {@code null} when it cannot say
 * @param modelVersion of a prediction that Label Studio stored; what a model gives is sent under
 *     the version in force, whatever stands here; {@code null} when there is none
 */
public record Prediction(
    List<Region> result, @Nullable Double score, @Nullable String modelVersion) {

  /** Copies the regions. */
  public Prediction {
    result = List.copyOf(result);
  }

  /** A prediction under the version in force. */
  public static Prediction of(List<Region> result, @Nullable Double score) {
    return new Prediction(result, score, null);
  }

  /** The answer to a task that the model can say nothing about: no regions, score 0. */
  public static Prediction empty() {
    return new Prediction(List.of(), 0.0, null);
  }

  /** The same answer with another score. */
  public Prediction score(double newScore) {
    return new Prediction(result, newScore, modelVersion);
  }
}
