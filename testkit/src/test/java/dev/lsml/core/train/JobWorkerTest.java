// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static dev.lsml.core.train.TrainingWorld.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.version.LastRun;
import dev.lsml.testkit.Fault;
import dev.lsml.testkit.FaultPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
class JobWorkerTest {
  private static final ProjectUid OTHER = new ProjectUid("7.1600000000");
  private static final Logger LOG = Logger.getLogger("dev.lsml.core.train");

  @TempDir Path folder;
  private TrainingWorld world;
  private TrainingProcess process;
  private Duration slept = Duration.ZERO;
  private Runnable whileAsleep = () -> {};

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
    process = world.process("job");
    world.annotate(3);
  }

  @Test
  void itTrainsWhatIsPendingAndEnds() throws Exception {
    process.intake().accept(PROJECT, world.button());

    assertThat(worker(process).run(PROJECT)).isTrue();
    assertThat(world.served()).isEqualTo(3);
    assertThat(worker(world.process("again")).run(PROJECT)).isTrue();
    assertThat(world.fits).hasValue(1);
    assertThat(slept).isZero();
  }

  @Test
  void whatIsAskedForDuringARunIsDoneToo() throws Exception {
    process.intake().accept(PROJECT, world.button());
    process.trainer =
        (tasks, context) -> {
          if (tasks.size() == 3) {
            process.intake().accept(PROJECT, world.annotate(10));
          }
          return process.fit(tasks, context);
        };

    assertThat(worker(process).run(PROJECT)).isTrue();
    assertThat(world.served()).isEqualTo(13);
  }

  @Test
  void itWaitsForAnnotatorsToPauseAndNobodyStartsASecondProcessMeanwhile() throws Exception {
    process.policy = new TrainingPolicy(0, Duration.ofMinutes(8));
    AtomicInteger launched = new AtomicInteger();
    Launches launches =
        new Launches(
            world.store, process::documents, uid -> launched.incrementAndGet(), world.clock);
    TrainingIntake intake =
        new TrainingIntake(
            process.policy, process.documents(), launches, world.clock, StepListener.NONE);
    intake.accept(PROJECT, world.annotate(1));
    AtomicInteger naps = new AtomicInteger();
    whileAsleep =
        () -> {
          if (naps.incrementAndGet() == 40) { // after 10 minutes
            accept(intake);
          }
          launches.look(PROJECT);
        };

    assertThat(worker(process).run(PROJECT)).isTrue();

    assertThat(slept).isEqualTo(Duration.ofMinutes(10 + 12));
    assertThat(world.served()).isEqualTo(5);
    assertThat(launched).hasValue(1);
  }

  private void accept(TrainingIntake intake) {
    try {
      intake.accept(PROJECT, world.annotate(1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theButtonEndsTheWaitWithinSeconds() throws Exception {
    process.policy = new TrainingPolicy(0, Duration.ofMinutes(8));
    process.intake().accept(PROJECT, world.annotate(1));
    whileAsleep =
        () -> {
          try {
            process.intake().accept(PROJECT, world.button());
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        };

    assertThat(worker(process).run(PROJECT)).isTrue();
    assertThat(slept).isEqualTo(Duration.ofSeconds(15));
    assertThat(world.served()).isEqualTo(4);
  }

  @Test
  void whatIsDueMuchLaterIsLeftToALaterProcess() throws Exception {
    process.policy = new TrainingPolicy(0, Duration.ofHours(1));
    process.intake().accept(PROJECT, world.annotate(1));

    assertThat(worker(process).run(PROJECT)).isTrue();
    assertThat(slept).isZero();
    assertThat(world.isPending()).isTrue();
  }

  @Test
  void theNextAttemptTakesOverFromOneThatWasKilled() throws Exception {
    process.intake().accept(PROJECT, world.button());
    TrainingProcess dying = world.process("attempt 1").killedAt(TrainingStep.FILES_STORED, 1);
    assertThatThrownBy(() -> dying.runner().run(PROJECT))
        .isInstanceOf(TrainingProcess.Killed.class);

    assertThat(worker(world.process("attempt 2")).run(PROJECT)).isTrue();
    assertThat(world.served()).isEqualTo(3);
    assertThat(slept).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void itLeavesTheWorkToAnotherProcessThatLives() throws Exception {
    process.intake().accept(PROJECT, world.button());
    TrainingProcess other = world.process("other");
    other.trainer =
        (tasks, context) -> {
          whileAsleep = other::beat;
          assertThat(worker(process).run(PROJECT)).isTrue();
          return other.fit(tasks, context);
        };
    other.runner().run(PROJECT);

    assertThat(slept).isEqualTo(Duration.ofSeconds(15));
    assertThat(world.fits).hasValue(1);
    assertThat(world.served()).isEqualTo(3);
  }

  @Test
  void aFailureThatPassesIsWaitedForAndOneThatDoesNotIsToldAndDone() throws Exception {
    process.intake().accept(PROJECT, world.button());
    process.source =
        project -> {
          if (slept.isZero()) {
            throw new IOException("no route");
          }
          return world.data(project);
        };
    assertThat(worker(process).run(PROJECT)).isTrue();
    assertThat(slept).isEqualTo(Duration.ofSeconds(30));
    assertThat(world.served()).isEqualTo(3);

    world.annotate(1);
    process.intake().accept(PROJECT, world.button());
    process.trainer =
        (tasks, context) -> {
          throw new IllegalStateException("all examples are alike");
        };
    assertThat(worker(process).run(PROJECT)).isTrue();
    assertThat(world.head().lastRun().end()).isEqualTo(LastRun.End.FAILED);
    assertThat(world.head().lastRun().message())
        .isEqualTo("the model's fit failed: all examples are alike");
  }

  @Test
  void aStoreThatStaysAwayIsLeftToAnotherAttempt() throws Exception {
    process.intake().accept(PROJECT, world.button());
    TrainingProcess cut = world.process("cut off");
    cut.faults = FaultPlan.when(call -> true, Fault.FAIL);

    assertThat(worker(cut).run(PROJECT)).isFalse();
    assertThat(worker(cut).run()).isFalse();
    assertThat(slept).isZero();
    assertThat(worker(world.process("next")).run(PROJECT)).isTrue();
    assertThat(world.served()).isEqualTo(3);
  }

  @Test
  void aRunThatBreaksOffIsLeftToAnotherAttempt() throws Exception {
    process.intake().accept(PROJECT, world.button());
    process.onStep =
        (project, step) -> {
          if (step == TrainingStep.DATA_FETCHED) {
            throw new OutOfMemoryError("no room for the data");
          }
        };

    assertThat(worker(process).run(PROJECT)).isFalse();
    assertThat(worker(world.process("next")).run(PROJECT)).isTrue();
    assertThat(world.served()).isEqualTo(3);
  }

  @Test
  void withoutANameItTrainsAllProjects() throws Exception {
    process.intake().accept(PROJECT, world.button());
    process.intake().accept(OTHER, world.annotate(OTHER, 10));

    assertThat(worker(process).run()).isTrue();
    assertThat(world.fits).hasValue(2);
  }

  @Test
  void closingCutsARunOffAndLeavesItPending() throws Exception {
    process.intake().accept(PROJECT, world.button());

    cutOff("attempt 1");

    assertThat(world.isPending()).isTrue();
    assertThat(world.head().lease()).isNull();
    assertThat(worker(world.process("attempt 2")).run(PROJECT)).isTrue();
    assertThat(world.served()).isEqualTo(3);
    assertThat(slept).isZero();
  }

  @Test
  void aTrainingThatIsCutOffEachTimeIsGivenUp() throws Exception {
    process.intake().accept(PROJECT, world.button());
    for (int attempt = 1; attempt <= world.attempts; attempt++) {
      assertThat(world.isPending()).isTrue();
      cutOff("attempt " + attempt);
    }

    assertThat(world.isPending()).isFalse();
    assertThat(world.head().lastRun().end()).isEqualTo(LastRun.End.FAILED);
    assertThat(world.head().lastRun().message())
        .isEqualTo(
            "the process was told to end before the training was done; if it ran into its time"
                + " limit, raise that");
  }

  private void cutOff(String name) throws Exception {
    TrainingProcess slow = world.process(name);
    CountDownLatch fitting = new CountDownLatch(1);
    slow.trainer =
        (tasks, context) -> {
          fitting.countDown();
          new CountDownLatch(1).await(1, TimeUnit.HOURS);
          throw new AssertionError("nobody counts down");
        };
    JobWorker worker = worker(slow);
    CompletableFuture<Boolean> end = CompletableFuture.supplyAsync(() -> worker.run(PROJECT));
    fitting.await();
    worker.close();
    assertThat(end.get(30, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void closingEndsAWait() throws Exception {
    process.policy = new TrainingPolicy(0, Duration.ofMinutes(8));
    process.intake().accept(PROJECT, world.annotate(1));
    CountDownLatch asleep = new CountDownLatch(1);
    JobWorker worker =
        worker(
            process,
            time -> {
              asleep.countDown();
              new CountDownLatch(1).await(1, TimeUnit.HOURS);
            });
    CompletableFuture<Boolean> end = CompletableFuture.supplyAsync(() -> worker.run(PROJECT));
    asleep.await();

    worker.close();

    assertThat(end.get(30, TimeUnit.SECONDS)).isFalse();
    assertThat(world.isPending()).isTrue();
  }

  private JobWorker worker(TrainingProcess of) {
    return worker(
        of,
        time -> {
          slept = slept.plus(time);
          world.clock.advance(time);
          whileAsleep.run();
        });
  }

  private JobWorker worker(TrainingProcess of, Sleeper sleeper) {
    return new JobWorker(of.runner(), of.documents(), world.clock, sleeper);
  }
}
