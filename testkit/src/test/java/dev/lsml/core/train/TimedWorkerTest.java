// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static dev.lsml.core.train.TrainingWorld.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.version.LastRun;
import dev.lsml.testkit.Fault;
import dev.lsml.testkit.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TimedWorkerTest {
  private static final Logger LOG = Logger.getLogger("dev.lsml.core.train");
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration ENOUGH = Duration.ofSeconds(50);

  @TempDir Path folder;
  private TrainingWorld world;
  private TrainingProcess process;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch isCutOff = new CountDownLatch(1);
  private Instant now;

  @BeforeAll
  static void keepReportsOfWantedFailuresQuiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void beLoudAgain() {
    LOG.setLevel(null);
  }

  @BeforeEach
  void openTheWorld() {
    world = new TrainingWorld(folder);
    process = world.process("function");
    world.annotate(3);
    now = world.clock.instant();
  }

  private Instant run(Duration within) {
    return run(process, within);
  }

  private Instant run(TrainingProcess one, Duration within) {
    return new TimedWorker(one::runner, one.documents(), world.clock, GRACE)
        .run(PROJECT, within, "let fit do less");
  }

  @Test
  void itTrainsWhatIsPendingAndNothingIsLeft() throws Exception {
    process.intake().accept(PROJECT, world.button());

    assertThat(run(ENOUGH)).isNull();
    assertThat(world.served()).isEqualTo(3);
    assertThat(run(ENOUGH)).isNull();
    assertThat(world.fits).hasValue(1);
  }

  @Test
  void whatIsAskedForDuringARunIsLeftToTheNextLook() throws Exception {
    process.intake().accept(PROJECT, world.button());
    process.trainer =
        (tasks, context) -> {
          if (tasks.size() == 3) {
            process.intake().accept(PROJECT, world.annotate(10));
          }
          return process.fit(tasks, context);
        };

    assertThat(run(ENOUGH)).isEqualTo(now);
    assertThat(world.served()).isEqualTo(3);
    assertThat(run(ENOUGH)).isNull();
    assertThat(world.served()).isEqualTo(13);
  }

  @Test
  void whatIsDueLaterIsNotWaitedForAndNobodyStartsAnotherProcessMeanwhile() throws Exception {
    process.policy = new TrainingPolicy(0, Duration.ofMinutes(8));
    AtomicInteger launched = new AtomicInteger();
    Launches launches =
        new Launches(
            world.store, process::documents, uid -> launched.incrementAndGet(), world.clock);
    new TrainingIntake(
            process.policy, process.documents(), launches, world.clock, StepListener.NONE)
        .accept(PROJECT, world.annotate(1));
    assertThat(launched).hasValue(1);

    for (int minute = 0; minute < 12; minute++) {
      assertThat(run(ENOUGH)).isEqualTo(now.plus(Duration.ofMinutes(12)));
      world.clock.advance(Duration.ofMinutes(1));
      launches.look(PROJECT);
    }

    assertThat(run(ENOUGH)).isNull();
    assertThat(launched).hasValue(1);
    assertThat(world.served()).isEqualTo(4);
  }

  @Test
  void whatIsDueMuchLaterIsLeftToALaterEvent() throws Exception {
    process.policy = new TrainingPolicy(0, Duration.ofHours(1));
    process.intake().accept(PROJECT, world.annotate(1));

    assertThat(run(ENOUGH)).isNull();
    assertThat(world.isPending()).isTrue();
  }

  @Test
  void aRunThatTakesTooLongFailsForGood() throws Exception {
    process.intake().accept(PROJECT, world.button());
    process.trainer =
        (tasks, context) -> {
          reached.countDown();
          new CountDownLatch(1).await(); // until it is interrupted
          throw new AssertionError();
        };

    assertThat(cutOffOnceReached()).isNull();

    assertThat(world.isPending()).isFalse();
    assertThat(world.head().lease()).isNull();
    assertThat(world.head().lastRun().end()).isEqualTo(LastRun.End.FAILED);
    assertThat(world.head().lastRun().message())
        .startsWith(
            "the training did not end within the time that its process has, and was cut off")
        .endsWith("; let fit do less");
  }

  @Test
  void aFitThatIsCutOffSaysWhatTookHowLongAndPublishesNothing() throws Exception {
    process.intake().accept(PROJECT, world.button());
    process.source =
        project -> {
          world.clock.advance(Duration.ofSeconds(12));
          return world.data(project);
        };
    process.trainer =
        (tasks, context) -> {
          Files.writeString(context.workFolder().resolve("weights.txt"), "half");
          world.clock.advance(Duration.ofSeconds(30));
          reached.countDown();
          new CountDownLatch(1).await();
          throw new AssertionError();
        };

    assertThat(cutOffOnceReached()).isNull();

    assertThat(world.head().current()).isNull();
    assertThat(world.storedVersions()).isEmpty();
    assertThat(world.head().lastRun().message())
        .isEqualTo(
            "the training did not end within the time that its process has, and was cut off after"
                + " 42 seconds: fetching the labelled tasks took 12, and fit was not done after"
                + " 30; let fit do less");
  }

  @Test
  void aFetchThatIsCutOffSaysSo() throws Exception {
    process.intake().accept(PROJECT, world.button());
    process.source =
        project -> {
          world.clock.advance(Duration.ofSeconds(40));
          reached.countDown();
          new CountDownLatch(1).await();
          throw new AssertionError();
        };

    assertThat(cutOffOnceReached()).isNull();
    assertThat(world.head().lastRun().message())
        .contains("40 seconds: fetching the labelled tasks was not done; let fit do less");
  }

  @Test
  void filesThatAreStoredTooLateAreNotPublished() throws Exception {
    process.intake().accept(PROJECT, world.button());
    process.onStep =
        (project, step) -> {
          if (step == TrainingStep.FILE_STORED) {
            world.clock.advance(Duration.ofSeconds(25));
            reached.countDown();
            uninterrupted(isCutOff);
          }
        };

    assertThat(cutOffOnceReached()).isNull();
    assertThat(world.head().current()).isNull();
    assertThat(world.head().lastRun().message())
        .contains("fit 0, and storing the files was not done after 25; let fit do less");
  }

  /** Cuts a run off at the point that counts {@link #reached} down, instead of after a time. */
  private Instant cutOffOnceReached() {
    return new TimedWorker(
            process::runner,
            process.documents(),
            world.clock,
            GRACE,
            (run, time) -> {
              if (time.equals(GRACE)) {
                isCutOff.countDown();
                return run.get();
              }
              reached.await();
              throw new TimeoutException();
            })
        .run(PROJECT, ENOUGH, "let fit do less");
  }

  @Test
  void aFitThatDoesNotReactIsLeftAloneAndItsResultIsThrownAway() throws Exception {
    process.intake().accept(PROJECT, world.button());
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    process.trainer =
        (tasks, context) -> {
          reached.countDown();
          uninterrupted(end);
          Map<String, Object> fitted = process.fit(tasks, context);
          ended.countDown();
          return fitted;
        };
    TimedWorker impatient =
        new TimedWorker(
            process::runner,
            process.documents(),
            world.clock,
            GRACE,
            (run, time) -> {
              reached.await();
              throw new TimeoutException();
            });

    assertThat(impatient.run(PROJECT, ENOUGH, "let fit do less")).isNull();
    assertThat(world.head().lastRun().end()).isEqualTo(LastRun.End.FAILED);
    end.countDown();
    ended.await();

    world.annotate(1);
    process.intake().accept(PROJECT, world.button());
    TrainingProcess next = world.process("next");
    assertThat(run(next, ENOUGH)).isNull();
    assertThat(world.head().history()).hasSize(1);
    assertThat(world.served()).isEqualTo(4);
  }

  private static void uninterrupted(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // as a native library would
      }
    }
  }

  @Test
  void aFailureThatPassesIsLookedAtAgainWhenItIsDue() throws Exception {
    process.intake().accept(PROJECT, world.button());
    process.source =
        project -> {
          throw new IOException("no route");
        };

    assertThat(run(ENOUGH)).isEqualTo(now.plusSeconds(30));
    assertThat(world.head().lastRun().end()).isEqualTo(LastRun.End.RETRYING);
  }

  @Test
  void aProjectThatAnotherProcessTrainsIsLookedAtAgainWhenItsLeaseEnds() throws Exception {
    process.intake().accept(PROJECT, world.button());
    TrainingProcess other = world.process("other");
    other.trainer =
        (tasks, context) -> {
          assertThat(run(ENOUGH)).isEqualTo(now.plus(Duration.ofMinutes(1)));
          return other.fit(tasks, context);
        };

    assertThat(run(other, ENOUGH)).isNull();
    assertThat(world.fits).hasValue(1);
  }

  @Test
  void aStoreThatIsAwayIsAskedAgainInAMinute() throws Exception {
    process.intake().accept(PROJECT, world.button());
    TrainingProcess cut = world.process("cut off");
    cut.faults = FaultPlan.when(call -> true, Fault.FAIL);

    assertThat(run(cut, ENOUGH)).isEqualTo(now.plus(Duration.ofMinutes(1)));
    assertThat(run(ENOUGH)).isNull();
    assertThat(world.served()).isEqualTo(3);
  }

  @Test
  void aRunThatBreaksOffIsLookedAtAgainWhenItsLeaseHasExpired() throws Exception {
    process.intake().accept(PROJECT, world.button());
    process.onStep =
        (project, step) -> {
          if (step == TrainingStep.DATA_FETCHED) {
            throw new OutOfMemoryError("no room for the data");
          }
        };

    assertThat(run(ENOUGH)).isEqualTo(now.plus(Duration.ofMinutes(1)));
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(run(world.process("next"), ENOUGH)).isNull();
    assertThat(world.served()).isEqualTo(3);
  }
}
