// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import java.util.List;

/**
 * What a path looks like in a key frame of a video. Immutable.
 *
 * @param frame counted from 1
 * @param vertices the corners
 * @param closed whether the last corner is joined to the first
 * @param enabled {@code false} when it is gone after this frame
 */
public record VectorFrame(int frame, List<Vertex> vertices, boolean closed, boolean enabled) {
  /** Copies the corners. */
  public VectorFrame {
    vertices = List.copyOf(vertices);
  }
}
