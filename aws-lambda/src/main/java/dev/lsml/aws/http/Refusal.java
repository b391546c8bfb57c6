// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.http;

import java.io.IOException;

/** A server has answered, and will not answer otherwise if asked again. The message says what. */
public final class Refusal extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String text;

  /**
   * Makes one.
   *
   * @param status the answer's
   * @param text what the answer says beside it, may be empty
   */
  public Refusal(int status, String text) {
    super("it answered " + status + (text.isEmpty() ? "" : ": " + text));
    this.status = status;
    this.text = text;
  }

  /** The answer's status. */
  public int status() {
    return status;
  }

  /** What the answer says beside it, may be empty. */
  public String text() {
    return text;
  }
}
