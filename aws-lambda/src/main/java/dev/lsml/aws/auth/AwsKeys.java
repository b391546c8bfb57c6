// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.auth;

import org.jspecify.annotations.Nullable;

/**
 * What requests are signed with. Immutable.
 *
 * @param id the access key's id
 * @param secret secret
 * @param token secret; of a role's keys, {@code null} for those of a user
 */
public record AwsKeys(String id, String secret, @Nullable String token) {
  @Override
  public String toString() {
    return "AwsKeys[" + id + "]";
  }
}
