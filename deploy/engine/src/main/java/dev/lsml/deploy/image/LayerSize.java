// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

/**
 * How large a layer of an image is. Immutable.
 *
 * @param name such as {@code runtime}; {@code base} is left out, being another image
 * @param bytes of its files, before compression
 */
public record LayerSize(String name, long bytes) {
  @Override
  public String toString() {
    long tenths = Math.round(bytes / 100_000.0);
    return name + " " + tenths / 10 + "." + tenths % 10 + " MB";
  }
}
