// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

/**
 * A rectangle of an image, in percent of its width and height (protocol §3.2). Immutable.
 *
 * @param x left edge before rotation, 0 to 100
 * @param y top edge before rotation, 0 to 100
 * @param width 0 to 100
 * @param height 0 to 100
 * @param rotation degrees clockwise about the top left corner
 */
public record Box(double x, double y, double width, double height, double rotation) {
  /**
   * Checks the bounds. The box may reach over the right and lower edge, since a rotated one can lie
   * inside the image all the same.
   *
   * @throws IllegalArgumentException when a number is outside of them
   */
  public Box {
    Checks.percent(x, "x");
    Checks.percent(y, "y");
    Checks.percent(width, "width");
    Checks.percent(height, "height");
    Checks.finite(rotation, "rotation");
  }

  /** An upright box. */
  public Box(double x, double y, double width, double height) {
    this(x, y, width, height, 0);
  }

  /** The part of an upright box, given in percent, that lies inside the image. */
  public static Box clamped(double x, double y, double width, double height) {
    double left = ImageSize.clamp(x);
    double top = ImageSize.clamp(y);
    return new Box(left, top, ImageSize.clamp(x + width) - left, ImageSize.clamp(y + height) - top);
  }

  /** Whether it has no area, so that nobody could see it: leave such boxes out. */
  public boolean isEmpty() {
    return width == 0 || height == 0;
  }

  void into(RegionBuilder region) {
    region
        .value("x", x)
        .value("y", y)
        .value("width", width)
        .value("height", height)
        .value("rotation", rotation);
  }
}
