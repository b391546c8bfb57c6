// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

/**
 * An upright rectangle of pixels. Immutable.
 *
 * @param right exclusive
 * @param bottom exclusive
 */
record Frame(int left, int top, int right, int bottom) {

  int width() {
    return right - left;
  }

  int height() {
    return bottom - top;
  }

  boolean contains(int x, int y) {
    return x >= left && x < right && y >= top && y < bottom;
  }

  /** With a margin around it, as far as the picture goes. */
  Frame grown(int margin, int pictureWidth, int pictureHeight) {
    return new Frame(
        Math.max(0, left - margin),
        Math.max(0, top - margin),
        Math.min(pictureWidth, right + margin),
        Math.min(pictureHeight, bottom + margin));
  }
}
