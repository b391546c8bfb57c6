// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.run;

/**
 * How many records make a piece: as many as take about a tenth of a second, so that handing over
 * costs little with a fast model, and a kill costs little with a slow one. Thread-safe.
 */
public final class PieceSize {
  private static final int MOST = 256;
  private static final long SHORT_NANOS = 50_000_000;
  private static final long LONG_NANOS = 200_000_000;

  private volatile int size = 8;

  /** The size of the next piece. */
  public int size() {
    return size;
  }

  /** Learns from a piece of this size. Measurements that race only delay it. */
  public void took(int pieces, long nanos) {
    if (nanos < SHORT_NANOS && pieces >= size) {
      size = Math.min(MOST, 2 * pieces);
    } else if (nanos > LONG_NANOS) {
      size = Math.max(1, pieces / 2);
    }
  }
}
