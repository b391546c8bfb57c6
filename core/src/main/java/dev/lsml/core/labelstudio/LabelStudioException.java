// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import org.jspecify.annotations.Nullable;

/**
 * A call to Label Studio failed, after all retries that made sense. The message states problem,
 * cause and remedy, never a key, and is fit to be shown.
 */
public final class LabelStudioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String problem;
  private final String reason;
  private final String remedy;

  /**
   * Makes one.
   *
   * @param status the HTTP status, 0 when there was no answer
   * @param problem what could not be done
   * @param reason why, as far as known
   * @param remedy what the reader can do about it
   * @param cause {@code null} when there is none
   */
  public LabelStudioException(
      int status, String problem, String reason, String remedy, @Nullable Throwable cause) {
    super(problem + ": " + reason + ". " + remedy, cause);
    this.status = status;
    this.problem = problem;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** The HTTP status of the answer, 0 when there was none. */
  public int status() {
    return status;
  }

  /** What could not be done. */
  public String problem() {
    return problem;
  }

  /** Why, as far as known. */
  public String reason() {
    return reason;
  }

  /** What the reader can do about it. */
  public String remedy() {
    return remedy;
  }
}
