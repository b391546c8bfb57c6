// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

/** Cloud Run refuses what was applied; the message is what its provider for Terraform prints. */
public final class RevisionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal in Cloud Run's words. */
  public RevisionFailed(String message) {
    super(message);
  }
}
