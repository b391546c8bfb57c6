// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RunLogTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final RunLog log = new RunLog(now::get, text -> text.replace("hunter2", "***"));

  @Test
  void linesTellHowLongTheRunHadBeenGoing() {
    log.add("one");
    now.updateAndGet(time -> time.plusSeconds(61));
    log.add("two\nthree");

    assertThat(log.tail()).containsExactly("+0s one", "+61s two", "+61s three");
  }

  @Test
  void onlyTheLastLinesStayAndTheyAreShort() {
    for (int i = 1; i <= 1000; i++) {
      log.add(i + "x".repeat(1000));
    }

    assertThat(log.tail().size()).isBetween(10, RunLog.MAX_LINES);
    assertThat(log.tail()).allMatch(line -> line.length() <= RunLog.MAX_LINE_CHARS);
    assertThat(String.join("", log.tail()).length()).isLessThanOrEqualTo(RunLog.MAX_CHARS);
    assertThat(log.tail().get(log.tail().size() - 1)).startsWith("+0s 1000x").endsWith("x…");
  }

  @Test
  void aLineIsNotCutInsideACharacter() {
    log.add("x".repeat(RunLog.MAX_LINE_CHARS - 6) + "😀😀😀");

    assertThat(log.tail().get(0)).endsWith("x…");
  }

  @Test
  void secretsAreTakenOutBeforeALineIsCut() {
    log.add("x".repeat(RunLog.MAX_LINE_CHARS - 8) + "hunter2");

    assertThat(log.tail().get(0)).doesNotContain("hunt");
  }

  @Test
  void aFailureTellsItsCausesAndWhereTheyWere() {
    log.failed(new IllegalStateException("no", new IllegalArgumentException("key hunter2")));

    assertThat(log.tail())
        .contains(
            "+0s java.lang.IllegalStateException: no",
            "+0s caused by java.lang.IllegalArgumentException: key ***")
        .anyMatch(line -> line.startsWith("+0s   at dev.lsml.core.train.RunLogTest."));
  }
}
