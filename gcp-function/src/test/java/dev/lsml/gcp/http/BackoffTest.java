// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void threeGrowingPausesAndThenItIsEnough() {
    List<Long> pauses = new ArrayList<>();
    Backoff backoff = new Backoff(pauses::add);

    assertThat(backoff.again(1)).isTrue();
    assertThat(backoff.again(2)).isTrue();
    assertThat(backoff.again(3)).isTrue();
    assertThat(backoff.again(4)).isFalse();
    assertThat(pauses).containsExactly(100L, 300L, 900L);
  }

  @Test
  void anInterruptedThreadDoesNotTryAgainAndStaysInterrupted() {
    Backoff backoff =
        new Backoff(
            millis -> {
              throw new InterruptedException();
            });

    assertThat(backoff.again(1)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    Thread.currentThread().interrupt();
    assertThat(new Backoff(millis -> {}).again(1)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void busyServersAreWorthAnotherTryAndRefusalsAreNot() {
    assertThat(List.of(408, 429, 500, 502, 503, 504)).allMatch(Backoff::isPassing);
    assertThat(List.of(200, 302, 304, 400, 401, 403, 404, 412)).noneMatch(Backoff::isPassing);
  }
}
