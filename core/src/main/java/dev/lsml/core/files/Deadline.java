// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The moment by which a file must be here. Immutable; time comes from a ticker like nanoTime. */
final class Deadline {
  private final LongSupplier nanos;
  private final long end;
  private final Duration time;

  Deadline(LongSupplier nanos, Duration time) {
    this.nanos = nanos;
    this.end = nanos.getAsLong() + time.toNanos();
    this.time = time;
  }

  /**
   * The time left, 1 or more, as a socket takes it.
   *
   * @throws SocketTimeoutException when nothing is left
   */
  int millisLeft() throws SocketTimeoutException {
    long left = end - nanos.getAsLong();
    if (left <= 0) {
      throw new SocketTimeoutException("it took longer than " + time.toMillis() + " ms");
    }
    return (int) Math.min(Integer.MAX_VALUE, left / 1_000_000 + 1);
  }
}
