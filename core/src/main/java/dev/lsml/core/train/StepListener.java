// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;

/** Is told how trainings proceed. Implementations are thread-safe and quick. */
@FunctionalInterface
public interface StepListener {
  /** Does nothing. */
  StepListener NONE = (project, step) -> {};

  /** A project's training has passed a step. */
  void passed(ProjectUid project, TrainingStep step);
}
