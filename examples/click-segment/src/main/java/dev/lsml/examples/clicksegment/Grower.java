// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

import dev.lsml.examples.clicksegment.Picture.Colour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Grows regions in a picture from seeds: a neighbour joins when its colour is within the tolerance
 * of the seed's. Where regions meet, a pixel goes to the one that reaches it on the shorter way; a
 * step over a colour that differs from the seed's counts for up to nine. So wanted and unwanted
 * seeds share an area of one colour halfway between them.
 */
final class Grower {
  private static final int STEEPEST = 8;
  private static final int BUCKETS = 16; // more than the longest step

  private final Picture picture;
  private final double squaredTolerance;
  private final List<Seed> seeds = new ArrayList<>();

  private record Seed(int pixel, Colour colour, boolean wanted) {}

  /**
   * Prepares for one picture.
   *
   * @param tolerance the largest CIELAB distance of a pixel from its seed
   */
  Grower(Picture picture, double tolerance) {
    this.picture = picture;
    this.squaredTolerance = tolerance * tolerance;
  }

  /** Adds a seed with the colour of the like pixels around it, which evens out noise. */
  void click(int x, int y, boolean wanted) {
    Colour own = picture.colour(y * picture.width() + x);
    double l = 0;
    double a = 0;
    double b = 0;
    int count = 0;
    for (int ny = Math.max(0, y - 2); ny <= Math.min(picture.height() - 1, y + 2); ny++) {
      for (int nx = Math.max(0, x - 2); nx <= Math.min(picture.width() - 1, x + 2); nx++) {
        int pixel = ny * picture.width() + nx;
        if (picture.squaredDistance(pixel, own) <= squaredTolerance) {
          Colour colour = picture.colour(pixel);
          l += colour.lightness();
          a += colour.a();
          b += colour.b();
          count++;
        }
      }
    }
    Colour mean = new Colour(l / count, a / count, b / count);
    seeds.add(new Seed(y * picture.width() + x, mean, wanted));
  }

  /** What grows from the wanted seeds, within a frame. */
  Mask wanted(Frame frame) {
    int[] owners = grow(frame);
    Mask mask = new Mask(picture.width(), picture.height());
    for (int i = 0; i < owners.length; i++) {
      mask.set(i, owners[i] >= 0 && seeds.get(owners[i]).wanted);
    }
    return mask;
  }

  /**
   * The thing in a frame: what is not reached from just outside of it. What reaches the picture's
   * edge is reached from the other sides only.
   */
  Mask thing(Frame frame) {
    int margin = Math.max(2, Math.max(frame.width(), frame.height()) / 30);
    Frame around = frame.grown(margin, picture.width(), picture.height());
    Grower outside = new Grower(picture, Math.sqrt(squaredTolerance));
    for (int y = around.top(); y < around.bottom(); y++) {
      for (int x = around.left(); x < around.right(); x++) {
        if (!frame.contains(x, y)) {
          int pixel = y * picture.width() + x;
          outside.seeds.add(new Seed(pixel, picture.colour(pixel), false));
        }
      }
    }
    int[] owners = outside.grow(around);
    Mask mask = new Mask(picture.width(), picture.height());
    for (int y = frame.top(); y < frame.bottom(); y++) {
      for (int x = frame.left(); x < frame.right(); x++) {
        int pixel = y * picture.width() + x;
        mask.set(pixel, owners[pixel] < 0);
      }
    }
    return mask;
  }

  /**
   * Dijkstra's algorithm with a ring of buckets for a queue, since steps are short whole numbers.
   *
   * @return the seed that each pixel belongs to, -1 for none
   */
  private int[] grow(Frame frame) {
    int[] owners = new int[picture.width() * picture.height()];
    int[] costs = new int[owners.length];
    Arrays.fill(owners, -1);
    Arrays.fill(costs, Integer.MAX_VALUE);
    Bucket[] ring = new Bucket[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      ring[i] = new Bucket();
    }
    int waiting = 0;
    for (int i = 0; i < seeds.size(); i++) {
      int pixel = seeds.get(i).pixel;
      if (frame.contains(pixel % picture.width(), pixel / picture.width())) {
        owners[pixel] = i;
        costs[pixel] = 0;
        ring[0].add(pixel);
        waiting++;
      }
    }
    for (int cost = 0; waiting > 0; cost++) {
      Bucket bucket = ring[cost % BUCKETS];
      waiting -= bucket.size;
      for (int i = 0; i < bucket.size; i++) {
        int pixel = bucket.pixels[i];
        if (costs[pixel] == cost) {
          waiting += spread(pixel, cost, frame, owners, costs, ring);
        }
      }
      bucket.size = 0;
    }
    return owners;
  }

  private int spread(int pixel, int cost, Frame frame, int[] owners, int[] costs, Bucket[] ring) {
    int x = pixel % picture.width();
    int y = pixel / picture.width();
    int added = 0;
    for (int side = 0; side < 4; side++) {
      int nx = x + (side == 0 ? 1 : side == 1 ? -1 : 0);
      int ny = y + (side == 2 ? 1 : side == 3 ? -1 : 0);
      if (frame.contains(nx, ny)) {
        int neighbour = ny * picture.width() + nx;
        double far = picture.squaredDistance(neighbour, seeds.get(owners[pixel]).colour);
        int next = cost + 1 + (int) (STEEPEST * far / squaredTolerance);
        if (far <= squaredTolerance && next < costs[neighbour]) {
          costs[neighbour] = next;
          owners[neighbour] = owners[pixel];
          ring[next % BUCKETS].add(neighbour);
          added++;
        }
      }
    }
    return added;
  }

  private static final class Bucket {
    private int[] pixels = new int[64];
    private int size;

    void add(int pixel) {
      if (size == pixels.length) {
        pixels = Arrays.copyOf(pixels, size * 2);
      }
      pixels[size++] = pixel;
    }
  }
}
