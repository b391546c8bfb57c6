// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

/** The keys of a function's role, which nobody looks at here. */
final class RoleKeys {
  static final String ID = "ASIAROLEKEYIDEXAMPLE";
  static final String SECRET = "the-role-has-a-secret-key-too";
  static final String SESSION = "and-a-session-token";

  private RoleKeys() {}
}
