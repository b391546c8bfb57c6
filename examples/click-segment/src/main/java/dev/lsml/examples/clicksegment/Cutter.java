// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

/**
 * From a prompt to a region. Boxes give the things in them; clicks add what grows from them, within
 * the boxes if there are any, and clicks with Alt take away. No state.
 */
final class Cutter {
  private Cutter() {}

  /** Cuts out what the prompt means. */
  static Mask cut(Picture picture, Prompt prompt, double tolerance) {
    Frame frame = new Frame(0, 0, picture.width(), picture.height());
    Mask mask = new Mask(picture.width(), picture.height());
    Mask boxes = new Mask(picture.width(), picture.height());
    for (Prompt.Box box : prompt.boxes()) {
      Frame inside = box.frame(picture.width(), picture.height());
      mask.add(new Grower(picture, tolerance).thing(inside));
      boxes.add(Mask.of(inside, picture.width(), picture.height()));
    }
    Grower wanted = new Grower(picture, tolerance);
    Grower unwanted = new Grower(picture, tolerance);
    for (Prompt.Click click : prompt.clicks()) {
      int x = pixel(click.x(), picture.width());
      int y = pixel(click.y(), picture.height());
      wanted.click(x, y, click.wanted());
      unwanted.click(x, y, !click.wanted());
    }
    Mask added = wanted.wanted(frame);
    if (!prompt.boxes().isEmpty()) {
      added.keep(boxes);
      mask.remove(unwanted.wanted(frame));
    }
    mask.add(added);
    mask.smooth();
    return mask;
  }

  private static int pixel(double percent, int size) {
    return (int) Math.max(0, Math.min(size - 1, Math.floor(percent / 100 * size)));
  }

  /**
   * How much of a region's outline lies on an edge that can be seen, from 0 to 1; the edge of the
   * picture is not counted.
   */
  static double sharpness(Picture picture, Mask mask, double tolerance) {
    int outline = 0;
    int sharp = 0;
    double visible = tolerance * tolerance / 4;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        for (int side = 0; side < 2; side++) {
          int nx = side == 0 ? x + 1 : x;
          int ny = side == 1 ? y + 1 : y;
          boolean inside = nx < mask.width() && ny < mask.height();
          if (inside && mask.get(x, y) != mask.get(nx, ny)) {
            outline++;
            Picture.Colour colour = picture.colour(y * mask.width() + x);
            sharp += picture.squaredDistance(ny * mask.width() + nx, colour) > visible ? 1 : 0;
          }
        }
      }
    }
    return outline == 0 ? 0 : (double) sharp / outline;
  }
}
