// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

/**
 * What a jar is called in a Maven repository. Immutable.
 *
 * @param group such as {@code dev.lsml}
 * @param artifact such as {@code lsml-core}
 * @param version such as {@code 1.0.0}
 */
public record Coordinates(String group, String artifact, String version) {
  @Override
  public String toString() {
    return group + ":" + artifact + ":" + version;
  }
}
