// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

/**
 * What a registry wants to see. Immutable.
 *
 * @param user {@code oauth2accesstoken} for an access token of Google's
 * @param password secret
 */
public record RegistryLogin(String user, String password) {

  /** The login with an access token of Google's, for Artifact Registry. */
  public static RegistryLogin googleAccessToken(String token) {
    return new RegistryLogin("oauth2accesstoken", token);
  }

  /** Keeps the password to itself. */
  @Override
  public String toString() {
    return "RegistryLogin[" + user + "]";
  }
}
