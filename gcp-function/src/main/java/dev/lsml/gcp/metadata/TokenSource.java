// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.metadata;

import java.io.IOException;

/** Gives the tokens that requests to Google's APIs carry. Implementations are thread-safe. */
@FunctionalInterface
public interface TokenSource {
  /**
   * An OAuth 2 access token that is valid for a while yet; secret.
   *
   * @throws IOException when there is none to be had; says what to do
   */
  String accessToken() throws IOException;
}
