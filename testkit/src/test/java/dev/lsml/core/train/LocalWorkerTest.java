// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static dev.lsml.core.train.TrainingWorld.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.testkit.Fault;
import dev.lsml.testkit.FaultPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalWorkerTest {
  private static final ProjectUid OTHER = new ProjectUid("7.1600000000");

  private static final Logger LOG = Logger.getLogger("dev.lsml.core.train");

  @TempDir Path folder;
  private TrainingWorld world;
  private TrainingProcess process;

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
    process = world.process("p");
  }

  @Test
  void itDoesWhatIsDueAndTellsWhenToLookAgain() throws Exception {
    LocalWorker worker = worker(process);
    assertThat(worker.workUntilNothingIsDue()).isNull();
    process.policy = new TrainingPolicy(0, Duration.ofSeconds(60));
    intake(worker).accept(PROJECT, world.annotate(1));

    assertThat(worker.workUntilNothingIsDue()).isEqualTo(world.clock.instant().plusSeconds(90));
    world.clock.advance(Duration.ofSeconds(90));
    assertThat(worker.workUntilNothingIsDue()).isNull();
    assertThat(world.served()).isEqualTo(1);
  }

  @Test
  void whatAnEarlierProcessLeftIsFoundAtTheStart() throws Exception {
    world.annotate(3);
    world.annotate(OTHER, 2);
    process.intake().accept(PROJECT, world.button());
    process.intake().accept(OTHER, world.annotate(OTHER, 10));
    TrainingProcess dying = world.process("dying").killedAt(TrainingStep.FITTED, 1);
    assertThatThrownBy(() -> dying.runner().run(PROJECT))
        .isInstanceOf(TrainingProcess.Killed.class);
    assertThat(world.isPending()).isFalse();

    LocalWorker worker = worker(world.process("restarted"));

    assertThat(worker.workUntilNothingIsDue()).isEqualTo(world.clock.instant().plusSeconds(60));
    assertThat(world.fits).hasValue(2);
    world.clock.advance(Duration.ofSeconds(60));
    assertThat(worker.workUntilNothingIsDue()).isNull();
    assertThat(world.served()).isEqualTo(3);
    assertThat(world.fits).hasValue(3);
  }

  @Test
  void aStoreThatIsAwayAtTheStartIsLookedAtAgain() throws Exception {
    world.annotate(3);
    process.intake().accept(PROJECT, world.button());
    TrainingProcess restarted = world.process("restarted");
    restarted.faults = FaultPlan.when(call -> true, Fault.FAIL);
    LocalWorker worker = worker(restarted);

    assertThat(worker.workUntilNothingIsDue()).isEqualTo(world.clock.instant().plusSeconds(30));
    restarted.faults = FaultPlan.none();
    assertThat(worker.workUntilNothingIsDue()).isNull();
    assertThat(world.served()).isEqualTo(3);
  }

  @Test
  void aFailureThatPassesIsTriedAgainWhenItsTimeHasCome() throws Exception {
    process.source =
        project -> {
          throw new IOException("no route");
        };
    LocalWorker worker = worker(process);
    world.annotate(1);
    process.intake().accept(PROJECT, world.button());

    assertThat(worker.workUntilNothingIsDue()).isEqualTo(world.clock.instant().plusSeconds(30));
    process.source = world::data;
    world.clock.advance(Duration.ofSeconds(30));
    assertThat(worker.workUntilNothingIsDue()).isNull();
    assertThat(world.served()).isEqualTo(1);
  }

  @Test
  void theThreadTrainsWhenItIsWokenAndGoesOnAfterABrokenRun() throws Exception {
    CountDownLatch broken = new CountDownLatch(1);
    CountDownLatch published = new CountDownLatch(1);
    process.onStep =
        (project, step) -> {
          if (step == TrainingStep.DATA_FETCHED && project.equals(OTHER)) {
            broken.countDown();
            throw new OutOfMemoryError("no room for the data");
          } else if (step == TrainingStep.CLEANED_UP) {
            published.countDown();
          }
        };
    world.annotate(3);
    world.annotate(OTHER, 3);
    try (LocalWorker worker = worker(process)) {
      worker.start();
      intake(worker).accept(OTHER, world.annotate(OTHER, 10));
      broken.await();
      intake(worker).accept(PROJECT, world.button());
      published.await();
    }
    assertThat(world.served()).isEqualTo(3);
  }

  @Test
  void closingCutsARunOffAndLeavesItPending() throws Exception {
    CountDownLatch fitting = new CountDownLatch(1);
    process.trainer =
        (tasks, context) -> {
          fitting.countDown();
          new CountDownLatch(1).await(1, TimeUnit.HOURS);
          throw new AssertionError("nobody counts down");
        };
    world.annotate(3);
    process.intake().accept(PROJECT, world.button());
    LocalWorker worker = worker(process);
    worker.start();
    fitting.await();

    worker.close();

    assertThat(world.isPending()).isTrue();
    assertThat(world.head().lease()).isNull();
    assertThat(world.head().lastVersion()).isZero();
    assertThat(worker(world.process("next")).workUntilNothingIsDue()).isNull();
    assertThat(world.served()).isEqualTo(3);
  }

  private LocalWorker worker(TrainingProcess of) {
    return new LocalWorker(of::runner, of.documents(), world.clock);
  }

  private TrainingIntake intake(LocalWorker worker) {
    return new TrainingIntake(
        process.policy, process.documents(), worker, world.clock, StepListener.NONE);
  }
}
