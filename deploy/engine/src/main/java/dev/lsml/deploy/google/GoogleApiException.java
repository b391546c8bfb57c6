// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import dev.lsml.deploy.DeployException;
import org.jspecify.annotations.Nullable;

/** A Google API refused a call, or could not be reached, after all retries that made sense. */
public final class GoogleApiException extends DeployException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  GoogleApiException(
      int status,
      String code,
      String problem,
      String reason,
      String remedy,
      @Nullable Throwable cause) {
    super(problem, reason, remedy, cause);
    this.status = status;
    this.code = code;
  }

  /** The HTTP status, 0 when there was no answer. */
  public int status() {
    return status;
  }

  /**
   * Google's word for the reason, such as {@code SERVICE_DISABLED}, {@code PERMISSION_DENIED} or
   * {@code conflict}; empty when it gave none.
   */
  public String code() {
    return code;
  }
}
