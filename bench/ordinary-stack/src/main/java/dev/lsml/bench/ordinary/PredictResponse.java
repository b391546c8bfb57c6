// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.ordinary;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The answer to {@code /predict} as beans. */
public record PredictResponse(List<Prediction> results) {

  /** One task's prediction. */
  public record Prediction(
      @JsonProperty("model_version") String modelVersion, double score, List<Region> result) {}

  /** One region. */
  public record Region(
      String id,
      @JsonProperty("from_name") String fromName,
      @JsonProperty("to_name") String toName,
      String type,
      Value value) {}

  /** A choice. */
  public record Value(List<String> choices) {}
}
