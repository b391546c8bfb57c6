// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a root module is applied with. Immutable as long as nobody changes the maps.
 *
 * @param plain written to a file; JSON values
 * @param secret ephemeral variables, given only in the environment of the child process, so that no
 *     file and no argument holds them
 */
public record TerraformVariables(Map<String, @Nullable Object> plain, Map<String, String> secret) {

  /** Names the secrets, and leaves their values out. */
  @Override
  public String toString() {
    return "TerraformVariables[plain=" + plain + ", secret=" + secret.keySet() + "]";
  }
}
