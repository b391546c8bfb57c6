// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Lets a run be interrupted only while it fetches or fits, which may take long. Store calls are
 * never interrupted: their outcome would be lost, and the file store's channels would be closed.
 * Thread-safe.
 */
final class Interruptible {
  private @Nullable Thread inside;
  private boolean interrupted;

  /**
   * Runs something that may be interrupted, on this thread.
   *
   * @throws InterruptedException when {@link #interrupt} was called, before or during it; a result
   *     is then thrown away
   * @throws Exception as the work does
   */
  <T> T call(Callable<T> work) throws Exception {
    synchronized (this) {
      check();
      inside = Thread.currentThread();
    }
    try {
      T result = work.call();
      check();
      return result;
    } catch (Exception e) {
      check();
      throw e;
    } finally {
      leave();
    }
  }

  /**
   * Passes when all is well.
   *
   * @throws InterruptedException when {@link #interrupt} was called
   */
  synchronized void check() throws InterruptedException {
    if (interrupted) {
      throw new InterruptedException();
    }
  }

  /** From now on nothing is called, and what is being called is interrupted. */
  synchronized void interrupt() {
    interrupted = true;
    if (inside != null) {
      inside.interrupt();
    }
  }

  private synchronized void leave() {
    inside = null;
    if (interrupted) {
      Thread.interrupted(); // cleared: the store calls to come must work
    }
  }
}
