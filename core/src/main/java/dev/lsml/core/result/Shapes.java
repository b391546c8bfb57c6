// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import dev.lsml.core.labelconfig.ControlTag;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Regions of an image (protocol §3.3). Each method serves two tags: the one with labels, such as
 * {@code RectangleLabels}, which needs at least one label, and the bare one, such as {@code
 * Rectangle}, which takes none; labels of a {@code <Labels>} tag beside it are added with {@code
 * .with(Predictions.labels(…))}. Methods refuse what {@link Predictions} refuses. Say how large the
 * image is with {@link RegionBuilder#image}. Thread-safe: no state.
 */
public final class Shapes {
  private static final double MARKER_WIDTH = 0.5;

  private Shapes() {}

  /**
   * {@code RectangleLabels} or {@code Rectangle}.
   *
   * @throws IllegalArgumentException also for an {@linkplain Box#isEmpty empty} box
   */
  public static RegionBuilder rectangle(ControlTag control, Box box, String... labels) {
    if (box.isEmpty()) {
      throw new IllegalArgumentException(
          "a box without area cannot be seen. Leave out boxes for which isEmpty() says yes.");
    }
    RegionBuilder region = start(control, "rectangle", labels);
    box.into(region);
    return region;
  }

  /**
   * {@code EllipseLabels} or {@code Ellipse}.
   *
   * @param center its middle
   * @param radiusX percent of the image's width, 0 to 50
   * @param radiusY percent of the image's height, 0 to 50
   * @param rotation degrees clockwise
   */
  public static RegionBuilder ellipse(
      ControlTag control,
      Point center,
      double radiusX,
      double radiusY,
      double rotation,
      String... labels) {
    if (!(radiusX > 0 && radiusX <= 50 && radiusY > 0 && radiusY <= 50)) {
      throw new IllegalArgumentException(
          "an ellipse's radii are in percent of the image, above 0 and up to 50, but are "
              + radiusX
              + " and "
              + radiusY);
    }
    return start(control, "ellipse", labels)
        .value("x", center.x())
        .value("y", center.y())
        .value("radiusX", radiusX)
        .value("radiusY", radiusY)
        .value("rotation", Checks.finite(rotation, "rotation"));
  }

  /**
   * {@code PolygonLabels} or {@code Polygon}.
   *
   * @param points the corners in order, at least three
   */
  public static RegionBuilder polygon(ControlTag control, List<Point> points, String... labels) {
    if (points.size() < 3) {
      throw new IllegalArgumentException(
          "a polygon has at least three points, but this has " + points.size());
    }
    List<List<Double>> json = new ArrayList<>(points.size());
    for (Point point : points) {
      json.add(point.json());
    }
    return start(control, "polygon", labels).value("points", json).value("closed", true);
  }

  /** {@code KeyPointLabels} or {@code KeyPoint}, with a marker of the usual size. */
  public static RegionBuilder keyPoint(ControlTag control, Point point, String... labels) {
    return start(control, "keypoint", labels)
        .value("x", point.x())
        .value("y", point.y())
        .value("width", MARKER_WIDTH);
  }

  /**
   * {@code BrushLabels}, {@code Brush} or {@code MagicWand}, from a mask.
   *
   * @param mask one byte per pixel, row by row; any other than 0 belongs to the region
   * @param size of the image and of the mask, which is set on the region
   * @throws IllegalArgumentException also when the mask is not of that size
   */
  public static RegionBuilder brush(
      ControlTag control, byte[] mask, ImageSize size, String... labels) {
    return brushRle(control, BrushRle.encodeMask(mask, size), size, labels);
  }

  /**
   * {@code BrushLabels}, {@code Brush} or {@code MagicWand}, from a mask that is encoded already.
   *
   * @param rle see {@link BrushRle}
   */
  public static RegionBuilder brushRle(
      ControlTag control, byte[] rle, ImageSize size, String... labels) {
    RegionBuilder region =
        control.resultType().equals("magicwand")
            ? new RegionBuilder(control, "magicwand", "magicwand")
            : start(control, "brush", labels);
    return region.value("format", "rle").value("rle", new UnsignedBytes(rle)).image(size);
  }

  /**
   * {@code BitmaskLabels} or {@code Bitmask}.
   *
   * @param png a PNG file as large as the image, opaque where the region is
   */
  public static RegionBuilder bitmask(ControlTag control, byte[] png, String... labels) {
    return start(control, "bitmask", labels)
        .value("imageDataURL", "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
  }

  /**
   * {@code VectorLabels} or {@code Vector}.
   *
   * @param closed whether the last corner is joined to the first
   */
  public static RegionBuilder vector(
      ControlTag control, List<Vertex> vertices, boolean closed, String... labels) {
    return start(control, "vector", labels)
        .value("vertices", Vertex.json(vertices))
        .value("closed", closed);
  }

  /**
   * {@code OcrLabels} on {@code Pdf}.
   *
   * @param text what is written there
   * @param page counted from 0
   */
  public static RegionBuilder ocr(
      ControlTag control, Box box, String text, int page, String... labels) {
    Checks.type(control, "ocrlabels");
    RegionBuilder region = start(control, "ocr", labels);
    box.into(region);
    return region.value("ocrtext", text).value("pageIndex", (long) page);
  }

  private static RegionBuilder start(ControlTag control, String shape, String... labels) {
    String withLabels = shape.concat("labels");
    String type = Checks.type(control, shape, withLabels);
    RegionBuilder region = new RegionBuilder(control, type, withLabels);
    if (type.equals(withLabels)) {
      Checks.labels(control, List.of(labels));
      region.value(withLabels, List.of(labels));
    } else if (labels.length > 0) {
      throw new IllegalArgumentException(
          "Control '"
              + control.name()
              + "' is a <"
              + control.type()
              + ">, which has no labels. Add those of a <Labels> tag with"
              + " .with(Predictions.labels(...)).");
    }
    return region;
  }
}
