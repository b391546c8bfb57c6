// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

/**
 * An image's size, which turns pixels into percent and back (protocol §3.2). Immutable.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record ImageSize(int width, int height) {
  private static final double FULL = 100;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when there is no pixel
   */
  public ImageSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "an image has at least one pixel, but this is " + width + " by " + height);
    }
  }

  /** Percent of the width, clamped to 0 to 100. */
  public double percentX(double pixels) {
    return clamp(FULL * pixels / width);
  }

  /** Percent of the height, clamped to 0 to 100. */
  public double percentY(double pixels) {
    return clamp(FULL * pixels / height);
  }

  /** Pixels of a percentage of the width. */
  public double pixelsX(double percent) {
    return percent * width / FULL;
  }

  /** Pixels of a percentage of the height. */
  public double pixelsY(double percent) {
    return percent * height / FULL;
  }

  /** A point given in pixels, moved into the image. */
  public Point point(double x, double y) {
    return new Point(percentX(x), percentY(y));
  }

  /**
   * The part of a box given in pixels that lies inside the image; {@link Box#isEmpty} when none
   * does.
   *
   * @param x left edge
   * @param y top edge
   */
  public Box box(double x, double y, double boxWidth, double boxHeight) {
    double left = percentX(x);
    double top = percentY(y);
    return new Box(
        left,
        top,
        Math.max(0, percentX(x + boxWidth) - left),
        Math.max(0, percentY(y + boxHeight) - top));
  }

  /** The nearest number from 0 to 100. */
  static double clamp(double percent) {
    if (Double.isNaN(percent)) {
      throw new IllegalArgumentException("a coordinate must be a number, but is NaN");
    }
    return Math.max(0, Math.min(FULL, percent));
  }
}
