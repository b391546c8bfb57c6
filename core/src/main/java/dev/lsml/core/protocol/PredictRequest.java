// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /predict} asks (protocol §1.5). Immutable.
 *
 * @param tasks at least one
 * @param project {@link ProjectUid#NONE} when the caller named none
 * @param labelConfig the XML, {@code null} when not sent
 * @param params what is in {@code params} beside the context, such as {@code login}; holds secrets
 * @param interactive the regions that an annotator drew so far; {@code null} for a batch or test
 */
public record PredictRequest(
    List<Task> tasks,
    ProjectUid project,
    @Nullable String labelConfig,
    Map<String, @Nullable Object> params,
    @Nullable List<Region> interactive) {

  @Override
  public String toString() {
    return "PredictRequest[project=" + project + ", tasks=" + tasks.size() + "]";
  }
}
