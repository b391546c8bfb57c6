// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.version.VersionEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a worker's look at a project ended. Immutable. */
public sealed interface TrainingOutcome {
  /** A new version is in force. */
  record Published(VersionEntry version) implements TrainingOutcome {}

  /** There was nothing to learn from, or nothing new; why is said for people. */
  record Skipped(String reason) implements TrainingOutcome {}

  /** Nothing was asked for. */
  record NothingPending() implements TrainingOutcome {}

  /** What was asked for is due only then. */
  record NotDue(Instant dueAt) implements TrainingOutcome {}

  /** Another worker trains the project, until then at least. */
  record AlreadyRunning(String owner, Instant until) implements TrainingOutcome {}

  /** Another worker took over during the run; nothing was published by this one. */
  record LostLease() implements TrainingOutcome {}

  /** The worker was told to stop; what was asked for is pending again. */
  record Stopped() implements TrainingOutcome {}

  /**
   * The run failed; the old version stays in force.
   *
   * @param message problem, cause and remedy
   * @param retryAt when it is tried again by itself, {@code null} when it is not
   */
  record Failed(String message, @Nullable Instant retryAt) implements TrainingOutcome {}
}
