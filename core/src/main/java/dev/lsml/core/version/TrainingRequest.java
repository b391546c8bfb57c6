// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A training that was asked for: alone while it is pending, and copied into the lease while it
 * runs, so that no crash loses it. Immutable.
 *
 * @param id tells requests apart; the job's id towards Label Studio
 * @param cause the action that made it due, such as {@code START_TRAINING}
 * @param requestedAt when it was asked for
 * @param dueAt not to be started before this
 * @param quiet whether it waits for annotators to pause, so that further events put it off
 * @param attempts how often it was tried before
 * @param annotations how many annotations the project had by then, {@code null} when not known
 */
public record TrainingRequest(
    String id,
    String cause,
    Instant requestedAt,
    Instant dueAt,
    boolean quiet,
    int attempts,
    @Nullable Long annotations) {

  /** The same at another time. */
  public TrainingRequest dueAt(Instant newDueAt) {
    return new TrainingRequest(id, cause, requestedAt, newDueAt, quiet, attempts, annotations);
  }

  /** The same to be tried once more. */
  public TrainingRequest again(Instant newDueAt) {
    return new TrainingRequest(id, cause, requestedAt, newDueAt, false, attempts + 1, annotations);
  }
}
