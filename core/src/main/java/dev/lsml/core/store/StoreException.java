// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A store could not do what it was asked, and nothing changed. The message says what and why. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /**
   * Makes one.
   *
   * @param operation what was tried, with the key, such as {@code read projects/1/head.json}
   * @param reason why it failed and what to do about it
   * @param retryable whether the same call may succeed later
   * @param cause {@code null} when there is none
   */
  public StoreException(
      String operation, String reason, boolean retryable, @Nullable Throwable cause) {
    super("cannot " + operation + ": " + reason, cause);
    this.retryable = retryable;
  }

  /** Whether the same call may succeed later. */
  public boolean retryable() {
    return retryable;
  }
}
