// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import dev.lsml.deploy.DeployException;
import org.jspecify.annotations.Nullable;

/** Gives the credentials that calls are made with. Implementations are thread-safe. */
@FunctionalInterface
public interface TokenSource {

  /**
   * A token that is good for some minutes at least.
   *
   * @throws DeployException when there is none; says how to get one
   */
  Token token();

  /**
   * An access token.
   *
   * @param value secret
   * @param quotaProject the project whose quota its calls count on, {@code null} for the one that
   *     the credentials belong to
   */
  record Token(String value, @Nullable String quotaProject) {
    /** Leaves the token itself out. */
    @Override
    public String toString() {
      return "Token[quotaProject=" + quotaProject + "]";
    }
  }
}
