// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.aws;

import org.jspecify.annotations.Nullable;

/**
 * A function as a request names it.
 *
 * @param qualifier a version, an alias, or {@code $LATEST}
 */
record FunctionName(String name, String qualifier) {
  /**
   * Reads it.
   *
   * @param told a name, {@code name:qualifier}, or an ARN with or without a qualifier
   * @param parameter what the query says of the qualifier
   */
  static FunctionName of(String told, @Nullable String parameter) {
    String[] parts =
        told.startsWith("arn:") ? told.split(":function:", 2)[1].split(":") : told.split(":");
    String qualifier = parts.length > 1 ? parts[1] : parameter;
    return new FunctionName(parts[0], qualifier == null ? "$LATEST" : qualifier);
  }

  @Override
  public String toString() {
    return name + ":" + qualifier;
  }
}
