// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.json;

/**
 * A document is not JSON, or not of the shape that its reader needs. The message names the place
 * and what was found there, and is fit to be shown to the sender.
 */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with a message that starts with the place, such as {@code tasks[3].data}. */
  public JsonException(String message) {
    super(message);
  }
}
