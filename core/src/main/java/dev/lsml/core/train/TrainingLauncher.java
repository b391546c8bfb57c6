// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;

/**
 * Starts a process elsewhere that trains a project's pending work and ends: a job, or a function
 * behind a queue. Implementations are thread-safe and cheap to construct, since every serving
 * process has one and most never use it.
 */
@FunctionalInterface
public interface TrainingLauncher {
  /**
   * Starts it, once per call. A request of Label Studio waits for this, and Label Studio gives up
   * on an event after a second; so this ends within 600 ms, well or not.
   *
   * @throws LaunchException when it is not started or not known to be
   */
  void launch(ProjectUid project) throws LaunchException;
}
