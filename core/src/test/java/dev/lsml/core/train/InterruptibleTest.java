// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InterruptibleTest {
  private final Interruptible section = new Interruptible();

  @Test
  void whatItCallsGivesItsResultOrItsFailure() throws Exception {
    assertThat(section.<String>call(() -> "done")).isEqualTo("done");
    assertThatThrownBy(
            () ->
                section.call(
                    () -> {
                      throw new IOException("no disk");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no disk");
  }

  @Test
  void aCallUnderWayIsInterruptedAndTheThreadIsLeftClean() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    AtomicReference<Throwable> end = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                section.call(
                    () -> {
                      inside.countDown();
                      return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                    });
              } catch (Exception e) {
                end.set(e);
              }
              flag.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    inside.await();

    section.interrupt();
    thread.join();

    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    assertThat(flag.get()).isFalse();
  }

  @Test
  void aResultThatComesAfterTheInterruptIsThrownAway() {
    assertThatThrownBy(
            () ->
                section.call(
                    () -> {
                      section.interrupt();
                      return "too late";
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void afterTheInterruptNothingIsCalled() {
    section.interrupt();

    assertThatThrownBy(
            () ->
                section.call(
                    () -> {
                      throw new AssertionError("called");
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThatThrownBy(section::check).isInstanceOf(InterruptedException.class);
  }
}
