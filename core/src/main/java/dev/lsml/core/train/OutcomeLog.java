// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;

/** Tells people how a look at a project ended. Thread-safe: no state. */
final class OutcomeLog {
  private static final System.Logger LOG = System.getLogger(OutcomeLog.class.getName());

  private OutcomeLog() {}

  static void log(ProjectUid project, TrainingOutcome outcome) {
    if (outcome instanceof TrainingOutcome.Published published) {
      LOG.log(
          System.Logger.Level.INFO,
          "project {0}: version {1} is in force; tasks it learned from: {2}",
          project,
          Integer.toString(published.version().number()),
          Long.toString(published.version().tasks()));
    } else if (outcome instanceof TrainingOutcome.Failed failed) {
      LOG.log(
          System.Logger.Level.WARNING,
          "project {0}: the training failed and {1}: {2}",
          project,
          failed.retryAt() == null ? "is not tried again" : "is tried again at " + failed.retryAt(),
          failed.message());
    } else {
      LOG.log(System.Logger.Level.DEBUG, "project {0}: {1}", project, outcome);
    }
  }
}
