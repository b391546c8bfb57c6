// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A place where the change of a service is held up. */
final class Pause {
  private static final long LIMIT_MINUTES = 9;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /** Returns when Terraform is in the middle of changing the service. */
  void awaitReached() throws InterruptedException {
    if (!reached.await(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      throw new AssertionError("Terraform did not change the service");
    }
  }

  /** Called by whoever is held up. */
  void await() throws InterruptedException {
    reached.countDown();
    if (!released.await(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      throw new AssertionError("the change of the service was held up for ever");
    }
  }

  void release() {
    released.countDown();
  }
}
