// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy;

import org.jspecify.annotations.Nullable;

/**
 * A deployment cannot go on, or something that was asked of one cannot be done. The message states
 * problem, cause and remedy, never a secret, and is fit to be shown.
 */
public class DeployException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String reason;
  private final String remedy;

  /**
   * Makes one.
   *
   * @param problem what could not be done
   * @param reason why, as far as known
   * @param remedy what the reader can do about it
   * @param cause {@code null} when there is none
   */
  public DeployException(String problem, String reason, String remedy, @Nullable Throwable cause) {
    super(problem + ": " + reason + ". " + remedy, cause);
    this.problem = problem;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** Makes one without a cause; see the other constructor. */
  public DeployException(String problem, String reason, String remedy) {
    this(problem, reason, remedy, null);
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
