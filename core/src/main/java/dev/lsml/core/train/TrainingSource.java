// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;

/** Where the truth about annotations comes from. Implementations are thread-safe. */
@FunctionalInterface
public interface TrainingSource {
  /**
   * Begins to fetch a project's config and labelled tasks, as they are now.
   *
   * @throws Exception when they cannot be fetched; an {@link java.io.IOException}, or a {@link
   *     dev.lsml.core.labelstudio.LabelStudioException} that is no refusal, is tried again later
   */
  TrainingData fetch(ProjectUid project) throws Exception;
}
