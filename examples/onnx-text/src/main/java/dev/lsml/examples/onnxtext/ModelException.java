// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import org.jspecify.annotations.Nullable;

/** The model's files cannot be used. The message says what is wrong, why, and what to do. */
final class ModelException extends Exception {
  private static final long serialVersionUID = 1L;

  ModelException(String problem, String reason, String remedy) {
    this(problem, reason, remedy, null);
  }

  ModelException(String problem, String reason, String remedy, @Nullable Throwable cause) {
    super(problem + ": " + reason + ". " + remedy + ".", cause);
  }
}
