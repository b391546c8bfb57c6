// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.ordinary;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The body of {@code /predict} as a bean. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PredictRequest(
    List<Task> tasks,
    String project,
    @JsonProperty("label_config") String labelConfig,
    Map<String, JsonNode> params) {

  /** A task as a bean. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Task(long id, Map<String, JsonNode> data) {}
}
