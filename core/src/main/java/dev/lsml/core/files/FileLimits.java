// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.time.Duration;

/**
 * Bounds on what a task's file may cost. Immutable.
 *
 * @param maxFileBytes a larger file is refused
 * @param maxCacheBytes the cache's files together stay at or below this
 * @param connectTimeout for making one connection
 * @param totalTimeout for one file with all its redirects, to the last byte
 * @param keep how long a path handed out by {@link TaskFiles#file} is kept at least
 */
public record FileLimits(
    long maxFileBytes,
    long maxCacheBytes,
    Duration connectTimeout,
    Duration totalTimeout,
    Duration keep) {

  /**
   * Checks that a file fits into the cache.
   *
   * @throws IllegalArgumentException when it does not
   */
  public FileLimits {
    if (maxFileBytes < 1 || maxFileBytes > maxCacheBytes) {
      throw new IllegalArgumentException(
          "the largest file must be 1 byte or more and fit into the cache: "
              + maxFileBytes
              + " of "
              + maxCacheBytes
              + " bytes");
    }
  }

  /** 100 MiB a file, 1 GiB in all, 5 s to connect, 60 s a file, paths kept a minute. */
  public static FileLimits defaults() {
    return new FileLimits(
        100L << 20, 1L << 30, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMinutes(1));
  }

  /**
   * For where the disk is memory, as on Cloud Run: 64 MiB a file, 128 MiB in all, else as {@link
   * #defaults}. That fits beside a model into the smallest usual instance of 512 MiB.
   */
  public static FileLimits inMemory() {
    return new FileLimits(
        64L << 20,
        128L << 20,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofMinutes(1));
  }
}
