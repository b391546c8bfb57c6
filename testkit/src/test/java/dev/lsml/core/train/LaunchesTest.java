// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static dev.lsml.core.train.TrainingWorld.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.testkit.Fault;
import dev.lsml.testkit.FaultPlan;
import dev.lsml.testkit.ScriptedFaultStore;
import dev.lsml.testkit.SimulatedCrash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LaunchesTest {
  private static final Logger LOG = Logger.getLogger("dev.lsml.core.train");

  @TempDir Path folder;
  private TrainingWorld world;
  private final AtomicInteger started = new AtomicInteger();
  private volatile @Nullable LaunchException refusal;

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
    world.annotate(3);
  }

  @Test
  void oneProcessIsStartedHoweverManyEventsAskForTheSameTraining() throws Exception {
    TrainingProcess one = world.process("one");
    TrainingProcess other = world.process("other");

    intake(one).accept(PROJECT, world.button());
    intake(one).accept(PROJECT, world.button());
    intake(other).accept(PROJECT, world.annotate(10));
    launches(world.process("restarted")).look(PROJECT);

    assertThat(started).hasValue(1);
  }

  @Test
  void instancesThatHearOfItAtTheSameTimeStartOneProcess() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      for (int seed = 1; seed <= 300; seed++) {
        openTheWorld();
        started.set(0);
        world.process("asked").intake().accept(PROJECT, world.button());
        TrainingProcess one = world.process("one");
        TrainingProcess other = world.process("other");
        one.faults = Turns.waitingForTurn(FaultPlan.none());
        other.faults = Turns.waitingForTurn(FaultPlan.none());

        new Turns(seed).play(threads, List.of(() -> looked(one), () -> looked(other)));

        assertThat(started).as("seed " + seed).hasValue(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean looked(TrainingProcess process) {
    launches(process).look(PROJECT);
    return true;
  }

  @Test
  void theNextTrainingIsAnotherOneAndGetsAProcessOfItsOwn() throws Exception {
    TrainingProcess process = world.process("one");
    intake(process).accept(PROJECT, world.button());
    process.runner().run(PROJECT);
    intake(process).accept(PROJECT, world.button());

    assertThat(started).hasValue(2);
  }

  @Test
  void aLaunchThatIsRefusedIsTriedAgainByWhoeverComesNext() throws Exception {
    refusal = new LaunchException("may not", false, null);
    intake(world.process("one")).accept(PROJECT, world.button());
    assertThat(started).hasValue(1);
    launches(world.process("one")).look(PROJECT);
    assertThat(started).hasValue(2);

    refusal = null;
    launches(world.process("new instance")).look(PROJECT);
    launches(world.process("one")).look(PROJECT);
    assertThat(started).hasValue(3);
  }

  @Test
  void aLaunchWhoseAnswerIsLostIsTrustedForFiveMinutes() throws Exception {
    refusal = new LaunchException("no answer", true, null);
    intake(world.process("one")).accept(PROJECT, world.button());

    world.clock.advance(Duration.ofMinutes(5).minusMillis(1));
    launches(world.process("one")).look(PROJECT);
    assertThat(started).hasValue(1);
    world.clock.advance(Duration.ofMillis(1));
    launches(world.process("one")).look(PROJECT);
    launches(world.process("one")).look(PROJECT);
    assertThat(started).hasValue(2);
  }

  @Test
  void nothingIsStartedWhileATrainingRunsSinceItLooksForMoreItself() throws Exception {
    TrainingProcess running = world.process("running");
    intake(running).accept(PROJECT, world.button());
    running.trainer =
        (tasks, context) -> {
          intake(running).accept(PROJECT, world.annotate(10));
          launches(running).look(PROJECT);
          return running.fit(tasks, context);
        };
    running.runner().run(PROJECT);

    assertThat(world.isPending()).isTrue();
    assertThat(started).hasValue(1);
    launches(running).look(PROJECT);
    assertThat(started).hasValue(2);
  }

  @Test
  void aTrainingThatBrokeOffIsStartedAgainOnceItsLeaseHasExpired() throws Exception {
    TrainingProcess dying = world.process("dying").killedAt(TrainingStep.FITTED, 1);
    intake(dying).accept(PROJECT, world.button());
    try {
      dying.runner().run(PROJECT);
    } catch (TrainingProcess.Killed e) {
      // as planned
    }
    assertThat(world.isPending()).isFalse();
    world.clock.advance(Duration.ofSeconds(59));
    launches(world.process("next")).look(PROJECT);
    assertThat(started).hasValue(1);

    world.clock.advance(Duration.ofMinutes(5));
    launches(world.process("next")).look(PROJECT);
    launches(world.process("next")).look(PROJECT);
    assertThat(started).hasValue(2);
    assertThat(world.process("job").runner().run(PROJECT))
        .isInstanceOf(TrainingOutcome.Published.class);
  }

  @Test
  void aTrainingThatIsFarAwayIsNotStartedYet() throws Exception {
    TrainingProcess process = world.process("one");
    process.policy = new TrainingPolicy(0, Duration.ofMinutes(20));
    intake(process).accept(PROJECT, world.annotate(1));
    assertThat(started).hasValue(0);

    world.clock.advance(Duration.ofMinutes(15));
    launches(process).look(PROJECT);
    assertThat(started).hasValue(1);
  }

  @Test
  void lookingForNothingTakesTwoReads() {
    TrainingProcess process = world.process("one");
    launches(process).look(PROJECT);

    assertThat(process.store().calls()).isEqualTo(2);
    assertThat(started).hasValue(0);
  }

  @Test
  void whateverTheStoreDoesTheTrainingIsStartedAtLast() throws Exception {
    for (Fault fault : Fault.values()) {
      for (int call = 1; call <= 6; call++) {
        openTheWorld();
        started.set(0);
        world.process("asked").intake().accept(PROJECT, world.button());
        TrainingProcess unlucky = world.process("unlucky");
        unlucky.faults = FaultPlan.atCall(call, fault);
        try {
          launches(unlucky).look(PROJECT);
        } catch (SimulatedCrash e) {
          // the instance is dead
        }
        assertThat(started.get()).as(fault + " at " + call).isLessThanOrEqualTo(1);

        launches(world.process("next")).look(PROJECT);
        assertThat(started.get()).as(fault + " at " + call).isLessThanOrEqualTo(1);
        world.clock.advance(Duration.ofMinutes(5));
        launches(world.process("later")).look(PROJECT);
        assertThat(started.get()).as(fault + " at " + call).isBetween(1, 2);
      }
    }
  }

  private TrainingIntake intake(TrainingProcess process) {
    return new TrainingIntake(
        process.policy, process.documents(), launches(process), world.clock, StepListener.NONE);
  }

  private Launches launches(TrainingProcess process) {
    ScriptedFaultStore store = process.store();
    return new Launches(store, process::documents, this::launch, world.clock);
  }

  private void launch(ProjectUid project) throws LaunchException {
    assertThat(project).isEqualTo(PROJECT);
    started.incrementAndGet();
    LaunchException e = refusal;
    if (e != null) {
      throw e;
    }
  }
}
