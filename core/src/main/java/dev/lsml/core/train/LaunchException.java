// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import org.jspecify.annotations.Nullable;

/**
 * A training process could not be started, as far as known. The message says why and what to do.
 */
public final class LaunchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean mayHaveStarted;

  /**
   * Makes one.
   *
   * @param message problem, cause and remedy
   * @param mayHaveStarted whether only the answer is missing, so that the process may run all the
   *     same
   * @param cause {@code null} when there is none
   */
  public LaunchException(String message, boolean mayHaveStarted, @Nullable Throwable cause) {
    super(message, cause);
    this.mayHaveStarted = mayHaveStarted;
  }

  /** Whether only the answer is missing, so that the process may run all the same. */
  public boolean mayHaveStarted() {
    return mayHaveStarted;
  }
}
