// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.util.List;

/**
 * An image that a registry, or a file, now has. Immutable.
 *
 * @param reference the image by its digest, such as {@code host/path@sha256:…}; what to deploy
 * @param digest such as {@code sha256:…}
 * @param layers what was put on the base image
 */
public record PushedImage(String reference, String digest, List<LayerSize> layers) {
  /** Copies the list. */
  public PushedImage {
    layers = List.copyOf(layers);
  }
}
