// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

import dev.lsml.core.result.ImageSize;
import dev.lsml.core.result.Point;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The line around a connected region, along the edges of its pixels and then with as few corners as
 * a pixel's tolerance allows. Holes are not seen. No state.
 */
final class Outline {
  private static final double TOLERANCE = 1.0; // pixels, after Douglas and Peucker
  private static final int[] DX = {1, 0, -1, 0};
  private static final int[] DY = {0, 1, 0, -1};

  private Outline() {}

  private record Corner(int x, int y) {}

  /** The corners in percent, clockwise; fewer than three when there is no region. */
  static List<Point> of(Mask mask) {
    List<Corner> corners = simplified(walk(mask));
    ImageSize size = new ImageSize(mask.width(), mask.height());
    List<Point> points = new ArrayList<>(corners.size());
    for (Corner corner : corners) {
      points.add(size.point(corner.x, corner.y));
    }
    return points;
  }

  /** Walks around it with the region to the right. */
  private static List<Corner> walk(Mask mask) {
    List<Corner> corners = new ArrayList<>();
    int start = 0;
    while (start < mask.width() * mask.height() && !mask.get(start)) {
      start++;
    }
    if (start == mask.width() * mask.height()) {
      return corners;
    }
    int startX = start % mask.width();
    int startY = start / mask.width();
    int x = startX;
    int y = startY;
    int direction = 0;
    do {
      x += DX[direction];
      y += DY[direction];
      int before = direction;
      if (!ahead(mask, x, y, direction, true)) {
        direction = (direction + 1) % 4;
      } else if (ahead(mask, x, y, direction, false)) {
        direction = (direction + 3) % 4;
      }
      if (direction != before) {
        corners.add(new Corner(x, y));
      }
    } while (x != startX || y != startY || direction != 0);
    return corners;
  }

  /** The pixel ahead of a corner, to the right or to the left of the way. */
  private static boolean ahead(Mask mask, int x, int y, int direction, boolean right) {
    int side = (direction + (right ? 1 : 3)) % 4;
    // Of the four pixels at a corner, this is the one on the sides of both directions.
    int dx = DX[direction] + DX[side];
    int dy = DY[direction] + DY[side];
    return mask.get(dx > 0 ? x : x - 1, dy > 0 ? y : y - 1);
  }

  private static List<Corner> simplified(List<Corner> corners) {
    if (corners.size() < 4) {
      return corners;
    }
    int far = 0;
    for (int i = 1; i < corners.size(); i++) {
      far = squared(corners, i) > squared(corners, far) ? i : far;
    }
    List<Corner> ring = new ArrayList<>(corners);
    ring.add(corners.get(0));
    BitSet kept = new BitSet();
    kept.set(0);
    kept.set(far);
    Deque<int[]> pieces = new ArrayDeque<>();
    pieces.push(new int[] {0, far});
    pieces.push(new int[] {far, corners.size()});
    while (!pieces.isEmpty()) {
      int[] piece = pieces.pop();
      int worst = -1;
      double most = TOLERANCE;
      for (int i = piece[0] + 1; i < piece[1]; i++) {
        double distance = distance(ring.get(i), ring.get(piece[0]), ring.get(piece[1]));
        if (distance > most) {
          most = distance;
          worst = i;
        }
      }
      if (worst >= 0) {
        kept.set(worst);
        pieces.push(new int[] {piece[0], worst});
        pieces.push(new int[] {worst, piece[1]});
      }
    }
    return kept.stream().mapToObj(corners::get).toList();
  }

  private static long squared(List<Corner> corners, int i) {
    long dx = corners.get(i).x - corners.get(0).x;
    long dy = corners.get(i).y - corners.get(0).y;
    return dx * dx + dy * dy;
  }

  /** From a corner to the straight line between two others. */
  private static double distance(Corner corner, Corner from, Corner to) {
    double dx = to.x - from.x;
    double dy = to.y - from.y;
    double length = Math.hypot(dx, dy);
    return length == 0
        ? Math.hypot(corner.x - from.x, corner.y - from.y)
        : Math.abs(dy * (corner.x - from.x) - dx * (corner.y - from.y)) / length;
  }
}
