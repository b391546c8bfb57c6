// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.http;

/**
 * How long to wait before asking a busy server again: 0.1, 0.3 and 0.9 seconds, then no more. AWS
 * asks for growing pauses; these stay within what a request to the backend may take. Immutable and
 * thread-safe.
 */
public final class Backoff {
  /** Never waits and never tries again. */
  public static final Backoff NONE = new Backoff(millis -> {}, 0);

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
  private final int retries;

  /**
   * Makes one.
   *
   * @param sleeper such as {@link Thread#sleep(long)}
   */
  public Backoff(Sleeper sleeper) {
    this(sleeper, RETRIES);
  }

  private Backoff(Sleeper sleeper, int retries) {
    this.sleeper = sleeper;
    this.retries = retries;
  }

  /**
   * Waits before the next try, unless it is enough.
   *
   * @param failures how many tries have failed, from 1
   * @return false when there shall be no further try: there were enough, or the thread is
   *     interrupted
   */
  public boolean again(int failures) {
    if (failures > retries || Thread.currentThread().isInterrupted()) {
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
