// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

/**
 * Where an object is in a key frame of a video; between two key frames Label Studio draws it on the
 * straight way from one to the next. Immutable.
 *
 * @param frame counted from 1
 * @param box where it is
 * @param enabled {@code false} when it is gone after this frame
 */
public record BoxFrame(int frame, Box box, boolean enabled) {
  /** A key frame after which the object goes on. */
  public BoxFrame(int frame, Box box) {
    this(frame, box, true);
  }
}
