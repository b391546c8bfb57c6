// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

import dev.lsml.core.result.ImageSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Which pixels belong to a region, row by row. Not thread-safe. */
final class Mask {
  private final int width;
  private final int height;
  private final boolean[] set;

  /** None. */
  Mask(int width, int height) {
    this.width = width;
    this.height = height;
    this.set = new boolean[width * height];
  }

  /** A rectangle. */
  static Mask of(Frame frame, int width, int height) {
    Mask mask = new Mask(width, height);
    for (int y = frame.top(); y < frame.bottom(); y++) {
      Arrays.fill(mask.set, y * width + frame.left(), y * width + frame.right(), true);
    }
    return mask;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  void set(int pixel, boolean belongs) {
    set[pixel] = belongs;
  }

  boolean get(int pixel) {
    return set[pixel];
  }

  /** Whether a pixel belongs to it; false outside of the picture. */
  boolean get(int x, int y) {
    return x >= 0 && x < width && y >= 0 && y < height && set[y * width + x];
  }

  /** Takes in what another has. */
  void add(Mask other) {
    for (int i = 0; i < set.length; i++) {
      set[i] |= other.set[i];
    }
  }

  /** Gives up what another has. */
  void remove(Mask other) {
    for (int i = 0; i < set.length; i++) {
      set[i] &= !other.set[i];
    }
  }

  /** Keeps what another has, too. */
  void keep(Mask other) {
    for (int i = 0; i < set.length; i++) {
      set[i] &= other.set[i];
    }
  }

  int count() {
    int count = 0;
    for (boolean each : set) {
      count += each ? 1 : 0;
    }
    return count;
  }

  /** Fills holes and drops crumbs that are smaller than a hundredth of the region. */
  void smooth() {
    int limit = Math.max(1, count() / 100);
    for (boolean belongs : new boolean[] {false, true}) {
      Parts parts = parts(belongs);
      for (int i = 0; i < set.length; i++) {
        int part = parts.of[i];
        if (part >= 0 && parts.sizes.get(part) < limit && !(parts.atEdge.get(part) && !belongs)) {
          set[i] = !set[i];
        }
      }
    }
  }

  /**
   * The connected parts, largest first.
   *
   * @param most how many at most
   */
  List<Mask> parts(int most) {
    Parts parts = parts(true);
    List<Integer> order = new ArrayList<>();
    for (int part = 0; part < parts.sizes.size(); part++) {
      order.add(part);
    }
    order.sort(Comparator.comparing((Integer part) -> parts.sizes.get(part)).reversed());
    List<Mask> masks = new ArrayList<>();
    for (int part : order.subList(0, Math.min(most, order.size()))) {
      Mask mask = new Mask(width, height);
      for (int i = 0; i < set.length; i++) {
        mask.set[i] = parts.of[i] == part;
      }
      masks.add(mask);
    }
    return masks;
  }

  /**
   * The connected parts of the region, or of what is around it.
   *
   * @param of the part of each pixel, -1 for pixels of the other kind
   * @param sizes pixels of each part
   * @param atEdge the parts that touch the picture's edge
   */
  private record Parts(int[] of, List<Integer> sizes, BitSet atEdge) {}

  private Parts parts(boolean belongs) {
    Parts parts = new Parts(new int[set.length], new ArrayList<>(), new BitSet());
    Arrays.fill(parts.of, -1);
    int[] stack = new int[set.length];
    for (int start = 0; start < set.length; start++) {
      if (set[start] == belongs && parts.of[start] < 0) {
        parts.sizes.add(fill(start, parts, stack));
      }
    }
    return parts;
  }

  /** Finds all of one part and answers its size. */
  private int fill(int start, Parts parts, int[] stack) {
    int part = parts.sizes.size();
    int size = 0;
    int depth = 0;
    stack[depth++] = start;
    parts.of[start] = part;
    while (depth > 0) {
      int pixel = stack[--depth];
      size++;
      for (int side = 0; side < 4; side++) {
        int x = pixel % width + (side == 0 ? 1 : side == 1 ? -1 : 0);
        int y = pixel / width + (side == 2 ? 1 : side == 3 ? -1 : 0);
        if (x < 0 || x >= width || y < 0 || y >= height) {
          parts.atEdge.set(part);
        } else if (set[y * width + x] == set[start] && parts.of[y * width + x] < 0) {
          parts.of[y * width + x] = part;
          stack[depth++] = y * width + x;
        }
      }
    }
    return size;
  }

  /** One byte per pixel of the original image, 1 where the region is. */
  byte[] enlarged(ImageSize size) {
    byte[] large = new byte[size.width() * size.height()];
    for (int y = 0; y < size.height(); y++) {
      int row = (int) ((long) y * height / size.height()) * width;
      for (int x = 0; x < size.width(); x++) {
        large[y * size.width() + x] =
            (byte) (set[row + (int) ((long) x * width / size.width())] ? 1 : 0);
      }
    }
    return large;
  }
}
