// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

/**
 * Makes ids for regions: 10 characters out of {@code A-Z a-z 0-9 _ -}, different from each other
 * (protocol §3.1). Thread-safe.
 */
@FunctionalInterface
public interface RegionIds {
  /** The next id. */
  String next();

  /**
   * Ids that differ from run to run. They need to be unique within a task only, so that 60 bits of
   * a cheap generator do; a secure one costs a cold start milliseconds.
   */
  static RegionIds random() {
    return MixedRegionIds.SHARED;
  }

  /**
   * Has {@link #random} go on elsewhere. For a process that was restored from a snapshot, of which
   * there may be many copies.
   *
   * @param seed another one in each copy
   */
  static void reseed(long seed) {
    MixedRegionIds.SHARED.reseed(seed);
  }

  /** The same ids in every run with the same seed, for tests. */
  static RegionIds seeded(long seed) {
    return new MixedRegionIds(seed, false);
  }
}
