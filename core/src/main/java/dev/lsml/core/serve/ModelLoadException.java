// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

/** A model could not be constructed for a project. The message says which and in whose code. */
final class ModelLoadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  ModelLoadException(String message, String reason, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** The cause in words that hold no text of somebody else's. */
  String reason() {
    return reason;
  }
}
