// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import java.time.Duration;

/** Runs a task again and again on a daemon thread until it is closed. */
final class TickerThread implements Ticker.Running {
  private final Object lock = new Object();
  private final long periodNanos;
  private final Runnable task;
  private boolean closed;

  private TickerThread(Duration period, Runnable task) {
    this.periodNanos = period.toNanos();
    this.task = task;
  }

  static Ticker.Running start(Duration period, Runnable task) {
    TickerThread ticker = new TickerThread(period, task);
    Thread thread = new Thread(ticker::run, "lsml-heartbeat");
    thread.setDaemon(true);
    thread.start();
    return ticker;
  }

  private void run() {
    synchronized (lock) {
      while (true) {
        long end = System.nanoTime() + periodNanos;
        for (long left = periodNanos; left > 0 && !closed; left = end - System.nanoTime()) {
          try {
            // Rounded up: wait(0) would wait for ever.
            lock.wait(left / 1_000_000 + 1);
          } catch (InterruptedException e) {
            return;
          }
        }
        if (closed) {
          return;
        }
        task.run();
      }
    }
  }

  @Override
  public void close() {
    // The task runs under the lock, so this waits for its end.
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }
}
