// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import java.time.Duration;

/** Does something again and again beside the work. Thread-safe. */
@FunctionalInterface
public interface Ticker {
  /** Ends the repetition. */
  @FunctionalInterface
  interface Running extends AutoCloseable {
    /** When this returns, the task is not running and will not run again. */
    @Override
    void close();
  }

  /**
   * Begins to run a task.
   *
   * @param period time between one end and the next start, and before the first
   * @param task must not throw
   */
  Running every(Duration period, Runnable task);

  /** Runs each task on a daemon thread of its own. */
  static Ticker onThreads() {
    return TickerThread::start;
  }
}
