// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

import dev.lsml.core.result.ImageSize;

/**
 * An image as it is grown in: no side longer than {@value #LONGEST_SIDE} pixels, in CIELAB colours,
 * whose distances are about those that people see. Immutable.
 */
final class Picture {
  static final int LONGEST_SIDE = 1024;

  private static final float[] LINEAR = new float[256];

  static {
    for (int i = 0; i < 256; i++) {
      double c = i / 255.0;
      LINEAR[i] = (float) (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
  }

  private final ImageSize original;
  private final int width;
  private final int height;
  private final byte[] lightness;
  private final byte[] a;
  private final byte[] b;

  /**
   * Converts sRGB colours.
   *
   * @param original the size that Label Studio shows
   * @param rgb row by row
   */
  Picture(ImageSize original, int width, int height, int[] rgb) {
    this.original = original;
    this.width = width;
    this.height = height;
    this.lightness = new byte[rgb.length];
    this.a = new byte[rgb.length];
    this.b = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      float red = LINEAR[rgb[i] >> 16 & 0xFF];
      float green = LINEAR[rgb[i] >> 8 & 0xFF];
      float blue = LINEAR[rgb[i] & 0xFF];
      double x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
      double y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
      double z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
      lightness[i] = (byte) Math.round(116 * y - 16);
      a[i] = (byte) Math.max(-128, Math.min(127, Math.round(500 * (x - y))));
      b[i] = (byte) Math.max(-128, Math.min(127, Math.round(200 * (y - z))));
    }
  }

  private static double f(double t) {
    return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }

  ImageSize original() {
    return original;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** What it takes of the memory. */
  long bytes() {
    return 3L * lightness.length;
  }

  /** A colour. */
  record Colour(double lightness, double a, double b) {}

  /** The colour of a pixel. */
  Colour colour(int pixel) {
    return new Colour(lightness[pixel], a[pixel], b[pixel]);
  }

  /** The square of how far a pixel's colour is from another; 2.3² is just noticeable. */
  double squaredDistance(int pixel, Colour colour) {
    double dl = lightness[pixel] - colour.lightness;
    double da = a[pixel] - colour.a;
    double db = b[pixel] - colour.b;
    return dl * dl + da * da + db * db;
  }
}
