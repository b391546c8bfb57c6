// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import java.time.Duration;

/**
 * Which events make a training due (protocol §1.10, §2.3). Immutable.
 *
 * @param every number of annotations made, changed or deleted since the last training that starts
 *     one; 0 for never by number
 * @param quiet time without such an event after which one starts; zero for never by time
 */
public record TrainingPolicy(int every, Duration quiet) {
  /** The action that always trains: someone pressed the button. */
  public static final String START_TRAINING = "START_TRAINING";

  /** What an event calls for. */
  public enum Wish {
    /** The event does not touch annotations. */
    NOTHING,
    /** Not enough has happened yet. */
    COUNT,
    /** Train once annotators pause. */
    WHEN_QUIET,
    /** Train at once. */
    NOW
  }

  /**
   * Decides.
   *
   * @param action as sent, known or not
   * @param changes annotations that changed since the last training, this event's included
   */
  public Wish decide(String action, long changes) {
    if (action.equals(START_TRAINING)) {
      return Wish.NOW;
    }
    if (!touchesAnnotations(action)) {
      return Wish.NOTHING;
    }
    if (every > 0 && changes >= every) {
      return Wish.NOW;
    }
    return quiet.isZero() ? Wish.COUNT : Wish.WHEN_QUIET;
  }

  /** Tells whether an action makes, changes or deletes annotations. */
  public static boolean touchesAnnotations(String action) {
    return switch (action) {
      // The singular of DELETED is documented and never sent.
      case "ANNOTATION_CREATED",
          "ANNOTATIONS_CREATED",
          "ANNOTATION_UPDATED",
          "ANNOTATION_DELETED",
          "ANNOTATIONS_DELETED" ->
          true;
      default -> false;
    };
  }
}
