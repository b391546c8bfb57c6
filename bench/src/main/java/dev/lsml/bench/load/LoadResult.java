// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.load;

import dev.lsml.bench.report.Samples;

/**
 * What a load generator saw.
 *
 * @param latencies of every 2xx answer, in nanoseconds
 * @param failures how many answers were no 2xx, or did not come
 * @param nanos how long it took in all
 */
public record LoadResult(Samples latencies, long failures, long nanos) {
  /** Answers with a 2xx status per second. */
  public double perSecond() {
    return latencies.count() * 1e9 / nanos;
  }
}
