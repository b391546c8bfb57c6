// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.version.TrainingRequest;

/**
 * Gets a worker to look at a project: a thread here, a job or a queue in a cloud. The pending
 * training is already stored when this is called, so nothing is lost when it fails, and calling it
 * too often does no harm. Thread-safe.
 */
@FunctionalInterface
public interface TrainingTrigger {
  /**
   * Asks for a look. Returns without waiting for it.
   *
   * @param request what is pending; a look before it is due finds nothing to do
   */
  void wake(ProjectUid project, TrainingRequest request);
}
