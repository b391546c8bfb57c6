// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

/** This machine does not have a real part and cannot get it; the message says what would help. */
public final class MissingPart extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param reason what is missing, such as {@code python3 with venv is missing}
   * @param remedy what to do, such as {@code install python3-venv}
   */
  public MissingPart(String reason, String remedy) {
    super(reason + "; " + remedy);
  }
}
