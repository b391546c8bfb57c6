// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TickerThreadTest {
  @Test
  void theTaskRunsAgainAndAgainAndNotAfterTheEnd() throws Exception {
    CountDownLatch three = new CountDownLatch(3);
    AtomicBoolean closed = new AtomicBoolean();
    AtomicBoolean ranAfterClose = new AtomicBoolean();
    Ticker.Running running =
        Ticker.onThreads()
            .every(
                Duration.ofNanos(1000),
                () -> {
                  ranAfterClose.compareAndSet(false, closed.get());
                  three.countDown();
                });

    three.await();
    running.close();
    closed.set(true);
    running.close();

    assertThat(ranAfterClose).isFalse();
  }

  @Test
  void closingWaitsForTheTaskUnderWay() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Ticker.Running running =
        Ticker.onThreads()
            .every(
                Duration.ofNanos(1),
                () -> {
                  inside.countDown();
                  try {
                    mayEnd.await();
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                  ended.set(true);
                });
    inside.await();
    Thread closer = new Thread(running::close);
    closer.start();
    while (closer.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }

    mayEnd.countDown();
    closer.join();

    assertThat(ended).isTrue();
  }
}
