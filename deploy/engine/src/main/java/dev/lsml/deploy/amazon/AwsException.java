// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.amazon;

import dev.lsml.deploy.DeployException;
import org.jspecify.annotations.Nullable;

/** AWS refused a call, or could not be reached. */
public final class AwsException extends DeployException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  AwsException(
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
   * AWS's word for the reason, such as {@code AccessDeniedException} or {@code NoSuchBucket}; empty
   * when it gave none.
   */
  public String code() {
    return code;
  }

  /** Tells whether what was asked for is not there. */
  public boolean isMissing() {
    return status == 404 || code.equals("ResourceNotFoundException");
  }

  /** Tells whether whoever asked may not. */
  public boolean isDenied() {
    return code.startsWith("AccessDenied") || code.equals("UnauthorizedOperation");
  }
}
