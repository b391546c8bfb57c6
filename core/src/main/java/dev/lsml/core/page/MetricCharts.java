// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.page;

import dev.lsml.core.json.JsonView;
import java.util.ArrayList;
import java.util.List;

/**
 * A small line per figure over the kept versions, oldest at the left. The values stand in the table
 * too, and in the title of each point. Thread-safe: no state.
 */
final class MetricCharts {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 80;
  private static final int MARGIN = 10;

  private MetricCharts() {}

  private record Point(JsonView version, double value) {}

  static void write(Html html, List<JsonView> versions) {
    html.raw("<div class=\"charts\">\n");
    for (String figure : Figures.names(versions)) {
      List<Point> points = new ArrayList<>();
      for (int i = versions.size() - 1; i >= 0; i--) {
        Double value = Figures.number(versions.get(i), figure);
        if (value != null) {
          points.add(new Point(versions.get(i), value));
        }
      }
      if (!points.isEmpty()) {
        chart(html, figure, points);
      }
    }
    html.raw("</div>\n");
  }

  private static void chart(Html html, String figure, List<Point> points) {
    double least = points.get(0).value;
    double most = least;
    for (Point point : points) {
      least = Math.min(least, point.value);
      most = Math.max(most, point.value);
    }
    String range = points.size() == 1 ? "" : " (" + range(least, most) + ")";
    if (least >= 0 && most <= 1) { // a share: on its whole scale, small changes look small
      least = 0;
      most = 1;
    }
    html.raw("<figure><svg viewBox=\"0 0 240 80\" width=\"240\" height=\"80\" role=\"img\"");
    html.raw(" aria-label=\"").text(figure).raw(", versions ");
    html.text(points.get(0).version.get("version").value()).raw(" to ");
    html.text(points.get(points.size() - 1).version.get("version").value()).raw(": ");
    for (int i = 0; i < points.size(); i++) {
      html.raw(i == 0 ? "" : ", ").text(Figures.text(points.get(i).value));
    }
    html.raw("\">\n<polyline points=\"");
    for (int i = 0; i < points.size(); i++) {
      html.text(x(i, points.size())).raw(",");
      html.text(y(points.get(i).value, least, most)).raw(" ");
    }
    html.raw("\"/>\n");
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      boolean current = point.version.get("current").flag(false);
      html.raw("<circle cx=\"").text(x(i, points.size())).raw("\" cy=\"");
      html.text(y(point.value, least, most)).raw("\" r=\"").raw(current ? "5" : "3");
      html.raw("\"><title>version ").text(point.version.get("version").value()).raw(": ");
      html.text(Figures.text(point.value)).raw("</title></circle>\n");
    }
    html.raw("</svg><figcaption><b>").text(figure).raw("</b> ");
    html.text(Figures.text(points.get(points.size() - 1).value));
    html.raw(range);
    html.raw("</figcaption></figure>\n");
  }

  /** Made of digits and a few signs, so it needs no escaping. */
  private static String range(double least, double most) {
    return Figures.text(least) + " to " + Figures.text(most);
  }

  private static long x(int index, int count) {
    return count == 1
        ? WIDTH / 2
        : MARGIN + Math.round((double) index * (WIDTH - 2 * MARGIN) / (count - 1));
  }

  /** The halves keep two very large figures of opposite sign from overflowing. */
  private static long y(double value, double least, double most) {
    double part = most == least ? 0.5 : (value / 2 - least / 2) / (most / 2 - least / 2);
    return HEIGHT - MARGIN - Math.round(part * (HEIGHT - 2 * MARGIN));
  }
}
