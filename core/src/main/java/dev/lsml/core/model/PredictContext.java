// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.model;

import dev.lsml.core.protocol.Region;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a prediction request says beside its tasks. Immutable.
 *
 * @param modelVersion the version that the predictions will carry
 * @param interactive what the annotator drew so far, when the request comes from a smart tool
 *     (protocol §1.8); {@code null} for a batch or a test request
 * @param params Label Studio's further parameters, such as the project's task data {@code login}
 *     and {@code password}; holds secrets
 */
public record PredictContext(
    String modelVersion, @Nullable List<Region> interactive, Map<String, @Nullable Object> params) {

  @Override
  public String toString() {
    return "PredictContext[modelVersion=" + modelVersion + "]";
  }
}
