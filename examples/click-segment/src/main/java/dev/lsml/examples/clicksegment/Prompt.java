// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

import dev.lsml.core.protocol.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an annotator has drawn with smart tools so far: clicks and boxes.
 *
 * @param label the label of what was drawn last, {@code null} for none
 * @param page of a multi-page image, counted from 0
 */
record Prompt(List<Click> clicks, List<Box> boxes, @Nullable String label, int page) {

  /**
   * A click.
   *
   * @param x percent of the width
   * @param y percent of the height
   * @param wanted false when it was made with the Alt key: not this
   */
  record Click(double x, double y, boolean wanted) {}

  /** A box, in percent; it turns about its top left corner, clockwise by degrees. */
  record Box(double x, double y, double width, double height, double rotation) {

    /** The upright box around it in a picture, as far as the picture goes. */
    Frame frame(int pictureWidth, int pictureHeight) {
      double w = width / 100 * pictureWidth;
      double h = height / 100 * pictureHeight;
      double sin = Math.sin(Math.toRadians(rotation));
      double cos = Math.cos(Math.toRadians(rotation));
      double[] xs = {0, w * cos, -h * sin, w * cos - h * sin};
      double[] ys = {0, w * sin, h * cos, w * sin + h * cos};
      double left = x / 100 * pictureWidth;
      double top = y / 100 * pictureHeight;
      double right = left;
      double bottom = top;
      double startX = left;
      double startY = top;
      for (int i = 1; i < 4; i++) {
        left = Math.min(left, startX + xs[i]);
        right = Math.max(right, startX + xs[i]);
        top = Math.min(top, startY + ys[i]);
        bottom = Math.max(bottom, startY + ys[i]);
      }
      return new Frame(
          clamp(Math.floor(left), pictureWidth),
          clamp(Math.floor(top), pictureHeight),
          clamp(Math.ceil(right), pictureWidth),
          clamp(Math.ceil(bottom), pictureHeight));
    }

    private static int clamp(double pixel, int most) {
      return (int) Math.max(0, Math.min(most, pixel));
    }
  }

  /** Whether there is nothing to grow from. */
  boolean isEmpty() {
    return boxes.isEmpty() && clicks.stream().noneMatch(Click::wanted);
  }

  /**
   * Reads the context of an interactive request (protocol §1.8); of several images or pages that of
   * the last region counts.
   *
   * @param object the name of the image's tag
   */
  static Prompt read(List<Region> context, String object) {
    List<Click> clicks = new ArrayList<>();
    List<Box> boxes = new ArrayList<>();
    String label = null;
    int page = 0;
    for (Region region : context) {
      if (region.json().get("item_index") instanceof Number index) {
        page = index.intValue();
      }
    }
    for (Region region : context) {
      String type = String.valueOf(region.type());
      Map<String, @Nullable Object> value = region.value();
      boolean here =
          object.equals(region.toName())
              && (!(region.json().get("item_index") instanceof Number index)
                  || index.intValue() == page);
      if (here && type.startsWith("keypoint")) {
        boolean wanted = !Boolean.FALSE.equals(region.json().get("is_positive"));
        clicks.add(new Click(number(value, "x"), number(value, "y"), wanted));
        label = label(value, type, label);
      } else if (here && type.startsWith("rectangle")) {
        boxes.add(
            new Box(
                number(value, "x"),
                number(value, "y"),
                number(value, "width"),
                number(value, "height"),
                number(value, "rotation")));
        label = label(value, type, label);
      }
    }
    return new Prompt(clicks, boxes, label, page);
  }

  private static double number(Map<String, @Nullable Object> value, String key) {
    return value.get(key) instanceof Number number ? number.doubleValue() : 0;
  }

  private static @Nullable String label(
      Map<String, @Nullable Object> value, String type, @Nullable String before) {
    for (String key : List.of(type, "labels")) {
      if (value.get(key) instanceof List<?> list
          && !list.isEmpty()
          && list.get(0) instanceof String label) {
        return label;
      }
    }
    return before;
  }
}
