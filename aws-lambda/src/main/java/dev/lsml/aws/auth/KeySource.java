// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.auth;

import java.io.IOException;

/** Gives the keys that requests are signed with. Implementations are thread-safe. */
public interface KeySource {
  /**
   * Keys that are valid for a while yet.
   *
   * @throws IOException when there are none to be had; says what to do
   */
  AwsKeys keys() throws IOException;

  /** Forgets what it keeps, so that the next keys are fetched anew. */
  default void forget() {}
}
