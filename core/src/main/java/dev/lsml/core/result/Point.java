// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import java.util.List;

/**
 * A point of an image, in percent of its width and height (protocol §3.2). Immutable.
 *
 * @param x 0 to 100, from the left
 * @param y 0 to 100, from the top
 */
public record Point(double x, double y) {
  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when a number is outside of them
   */
  public Point {
    Checks.percent(x, "x");
    Checks.percent(y, "y");
  }

  List<Double> json() {
    return List.of(x, y);
  }
}
