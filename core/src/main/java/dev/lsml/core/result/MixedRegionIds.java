// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import java.util.concurrent.atomic.AtomicLong;

/** A counter, mixed as in SplitMix64 and written in base 64. */
final class MixedRegionIds implements RegionIds {
  static final MixedRegionIds SHARED = new MixedRegionIds(System.nanoTime(), true);

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  private static final int LENGTH = 10;

  private final AtomicLong counter;

  /** Processes restored from one snapshot share the counter, but not the time. */
  private final boolean withTime;

  MixedRegionIds(long seed, boolean withTime) {
    this.counter = new AtomicLong(seed);
    this.withTime = withTime;
  }

  /** Goes on elsewhere. */
  void reseed(long seed) {
    counter.set(seed);
  }

  @Override
  public String next() {
    long z = counter.getAndAdd(0x9E3779B97F4A7C15L);
    if (withTime) {
      z ^= System.nanoTime() << 20;
    }
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    char[] id = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      id[i] = DIGITS.charAt((int) (z & 63));
      z >>>= 6;
    }
    return new String(id);
  }
}
