// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

/** Google refuses; the message is what the provider shows. */
public final class ControlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean made;

  /** A refusal that leaves nothing behind. */
  public ControlException(String message) {
    this(message, false);
  }

  /**
   * A refusal.
   *
   * @param made whether the resource stands nevertheless, as a Cloud Run service does whose
   *     revision does not start: Terraform then keeps it, and one that was just created as tainted
   */
  public ControlException(String message, boolean made) {
    super(message);
    this.made = made;
  }

  boolean made() {
    return made;
  }
}
