// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import java.util.Map;

/**
 * Who may call the backend, and the secrets it is deployed with. Immutable.
 *
 * @param user the name that Label Studio sends
 * @param password secret
 * @param webhookSecret secret
 * @param passwordPlace where people find the password
 * @param variables secret: Terraform's ephemeral variables by name
 * @param version number of the values; a higher one than deployed makes Terraform write them anew
 */
public record Access(
    String user,
    String password,
    String webhookSecret,
    String passwordPlace,
    Map<String, String> variables,
    long version) {
  /** Copies the map. */
  public Access {
    variables = Map.copyOf(variables);
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "Access[user=" + user + ", version=" + version + "]";
  }
}
