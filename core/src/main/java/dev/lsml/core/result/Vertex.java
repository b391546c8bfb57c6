// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A corner of a vector path (protocol §3.3). Immutable.
 *
 * @param id unique within the path
 * @param point where it is
 * @param previous the id of the corner that it is joined to, {@code null} for the first
 * @param control1 the handle of a Bézier curve before the corner, {@code null} for a straight line
 * @param control2 the handle behind the corner, {@code null} for a straight line
 */
public record Vertex(
    String id,
    Point point,
    @Nullable String previous,
    @Nullable Point control1,
    @Nullable Point control2) {

  /** A path of straight lines from point to point. */
  public static List<Vertex> path(List<Point> points) {
    List<Vertex> path = new ArrayList<>(points.size());
    String previous = null;
    for (Point point : points) {
      String id = "v" + path.size();
      path.add(new Vertex(id, point, previous, null, null));
      previous = id;
    }
    return path;
  }

  static List<Map<String, @Nullable Object>> json(List<Vertex> vertices) {
    List<Map<String, @Nullable Object>> json = new ArrayList<>(vertices.size());
    for (Vertex vertex : vertices) {
      Map<String, @Nullable Object> item = new LinkedHashMap<>();
      item.put("id", vertex.id);
      item.put("x", vertex.point.x());
      item.put("y", vertex.point.y());
      item.put("prevPointId", vertex.previous);
      item.put("isBezier", vertex.control1 != null || vertex.control2 != null);
      handle(item, "controlPoint1", vertex.control1);
      handle(item, "controlPoint2", vertex.control2);
      json.add(item);
    }
    return json;
  }

  private static void handle(
      Map<String, @Nullable Object> item, String key, @Nullable Point point) {
    if (point != null) {
      item.put(key, Map.of("x", point.x(), "y", point.y()));
    }
  }
}
