// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Waiting for another process to get somewhere, by asking it again and again within a limit. The
 * only place of these tests that sleeps.
 */
public final class Await {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Await() {}

  /**
   * Asks until the answer is enough.
   *
   * @param what is awaited, for the message
   * @param limit after which it counts as never happening
   * @return the first answer that is enough
   * @throws AssertionError when the limit is over; the message holds the last answer
   */
  public static <T> T until(String what, Duration limit, Callable<T> question, Predicate<T> enough)
      throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      T answer = question.call();
      if (enough.test(answer)) {
        return answer;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "waited " + limit.toSeconds() + " s in vain until " + what + "; last seen: " + answer);
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }
}
