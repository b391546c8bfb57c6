// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

/**
 * How long a video is. Immutable.
 *
 * @param frames at least 1
 * @param seconds above 0
 */
public record VideoLength(int frames, double seconds) {
  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when a number is outside of them
   */
  public VideoLength {
    if (frames < 1 || !(seconds > 0) || !Double.isFinite(seconds)) {
      throw new IllegalArgumentException(
          "a video has at least one frame and lasts above 0 seconds, but this has "
              + frames
              + " frames in "
              + seconds
              + " seconds");
    }
  }

  double time(int frame) {
    return frame * seconds / frames;
  }
}
