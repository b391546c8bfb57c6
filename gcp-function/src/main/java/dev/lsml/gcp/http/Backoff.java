// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.http;

/**
 * How long to wait before asking a busy server again: 0.1, 0.3 and 0.9 seconds, then no more.
 * Google asks for growing pauses; these stay within what a request to the backend may take.
 * Immutable and thread-safe.
 */
public final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final int RETRIES = 3;

  /** Pauses a thread. */
  @FunctionalInterface
  public interface Sleeper {
    /**
     * Sleeps.
     *
     * @throws InterruptedException when the thread is told to end
     */
    void sleep(long millis) throws InterruptedException;
  }

  private final Sleeper sleeper;

  /**
   * Makes one.
   *
   * @param sleeper such as {@link Thread#sleep(long)}
   */
  public Backoff(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  /**
   * Waits before the next try, unless it is enough.
   *
   * @param failures how many tries have failed, from 1
   * @return false when there shall be no further try: there were enough, or the thread is
   *     interrupted
   */
  public boolean again(int failures) {
    if (failures > RETRIES || Thread.currentThread().isInterrupted()) {
      return false;
    }
    long millis = FIRST_MILLIS;
    for (int i = 1; i < failures; i++) {
      millis *= 3;
    }
    try {
      sleeper.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether a server that answers this may answer properly a moment later. */
  public static boolean isPassing(int status) {
    return status == 408 || status == 429 || status >= 500;
  }
}
