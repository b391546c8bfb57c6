// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.report;

import java.util.Arrays;

/**
 * Measured values of one kind, such as latencies in nanoseconds. Not thread-safe.
 *
 * <p>Percentiles are nearest-rank: always a value that was measured, never one between two.
 */
public final class Samples {
  private long[] values = new long[1024];
  private int count;
  private boolean sorted = true;

  /** Adds a value. */
  public void add(long value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
    sorted = false;
  }

  /** Adds all values of another collection. */
  public void addAll(Samples other) {
    for (int i = 0; i < other.count; i++) {
      add(other.values[i]);
    }
  }

  /** How many values there are. */
  public int count() {
    return count;
  }

  /**
   * The smallest value that at least so many percent of the values do not exceed.
   *
   * @param percent above 0, at most 100
   * @throws IllegalStateException when nothing was measured
   */
  public long percentile(double percent) {
    if (count == 0) {
      throw new IllegalStateException("nothing was measured, so there is no percentile");
    }
    if (!sorted) {
      Arrays.sort(values, 0, count);
      sorted = true;
    }
    int rank = (int) Math.ceil(percent / 100 * count);
    return values[Math.max(1, rank) - 1];
  }

  /** The middle value; see {@link #percentile}. */
  public long median() {
    return percentile(50);
  }

  /** The largest value; see {@link #percentile}. */
  public long max() {
    return percentile(100);
  }
}
