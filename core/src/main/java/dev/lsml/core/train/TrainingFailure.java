// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import org.jspecify.annotations.Nullable;

/** A run cannot go on. The message says what failed, why, and what to do. */
final class TrainingFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /**
   * Makes one.
   *
   * @param passing whether the same may succeed later without anyone doing anything
   * @param cause {@code null} when there is none
   */
  TrainingFailure(String message, boolean passing, @Nullable Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  /** Whether the same may succeed later without anyone doing anything. */
  boolean passing() {
    return passing;
  }
}
