// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static dev.lsml.core.train.TrainingWorld.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.VersionEntry;
import dev.lsml.testkit.Fault;
import dev.lsml.testkit.FaultPlan;
import dev.lsml.testkit.SimulatedCrash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process ends, or a store call goes wrong, at every point of a training. */
class TrainingFaultTest {
  private static final int BEFORE = 3;
  private static final int AFTER = 8;

  private static final Logger LOG = Logger.getLogger("dev.lsml.core.train");

  @TempDir Path folder;

  @BeforeAll
  static void keepWarningsOfWantedFaultsQuiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void beLoudAgain() {
    LOG.setLevel(null);
  }

  @ParameterizedTest
  @EnumSource(TrainingStep.class)
  void aProcessKilledAtAStepLeavesTheOldVersionOrTheNewAndItsWorkIsPickedUp(TrainingStep step)
      throws Exception {
    TrainingWorld world = worldWithThreeVersions();
    TrainingProcess process = world.process("killed").killedAt(step, 1);
    if (step == TrainingStep.PENDING_AGAIN || step == TrainingStep.GIVEN_BACK) {
      process.source =
          project -> {
            throw new IOException("no route");
          };
    }
    world.annotate(AFTER - BEFORE);

    assertThatThrownBy(() -> askAndTrain(process, world))
        .isInstanceOf(TrainingProcess.Killed.class)
        .hasMessage("killed at " + step);

    boolean published =
        step.compareTo(TrainingStep.PUBLISHED) >= 0 && step.compareTo(TrainingStep.CLEANED_UP) <= 0;
    assertThat(world.served()).isEqualTo(published ? AFTER : BEFORE);
    world.check();

    world.recover();
    // Before anything was stored nobody was told that a training would come.
    assertThat(world.served()).isEqualTo(step == TrainingStep.WISHED ? BEFORE : AFTER);
    assertThat(world.isPending()).isFalse();
    assertThat(world.head().lease()).isNull();
    assertThat(world.head().lastVersion()).isEqualTo(step == TrainingStep.WISHED ? 3 : 4);
    theNextTrainingLeavesNoLeftovers(world);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void atEveryStoreCallOfATrainingThatFaultTearsNothingAndLosesNothing(Fault fault)
      throws Exception {
    int calls = callsOfATraining();
    assertThat(calls).isGreaterThan(12);
    for (int k = 1; k <= calls; k++) {
      TrainingWorld world = worldWithThreeVersions();
      TrainingProcess process = world.process("unlucky");
      process.faults = FaultPlan.atCall(k, fault);
      world.annotate(AFTER - BEFORE);

      boolean asked = false;
      try {
        asked = process.intake().accept(PROJECT, world.button()) != null;
        process.runner().run(PROJECT);
      } catch (StoreException | SimulatedCrash e) {
        // The caller knows, or is dead.
      }

      world.check();
      assertThat(world.served()).as("%s at call %s", fault, k).isIn(BEFORE, AFTER);
      world.recover();
      if (asked) {
        assertThat(world.served()).as("%s at call %s", fault, k).isEqualTo(AFTER);
      }
      theNextTrainingLeavesNoLeftovers(world);
    }
  }

  @Test
  void alsoTwoFaultsInOneTrainingTearNothingAndLoseNothing() throws Exception {
    Fault[] faults = {
      Fault.FAIL, Fault.LOSE_REQUEST, Fault.LOSE_ANSWER, Fault.CRASH_BEFORE, Fault.CRASH_AFTER
    };
    int calls = callsOfATraining();
    for (int first = 1; first < calls; first++) {
      for (int second = first + 1; second <= calls + 3; second += 2) {
        Fault one = faults[(first + second) % 3];
        Fault two = faults[(first * 7 + second) % 5];
        String name = one + "-" + first + "-" + two + "-" + second;
        TrainingWorld world = worldWithThreeVersions();
        TrainingProcess process = world.process("unlucky");
        process.faults = FaultPlan.atCall(first, one).or(FaultPlan.atCall(second, two));
        world.annotate(AFTER - BEFORE);

        boolean asked = false;
        try {
          asked = process.intake().accept(PROJECT, world.button()) != null;
          process.runner().run(PROJECT);
        } catch (StoreException | SimulatedCrash e) {
          // The caller knows, or is dead.
        }

        world.check();
        world.recover();
        if (asked) {
          assertThat(world.served()).as(name).isEqualTo(AFTER);
        }
      }
    }
  }

  private int callsOfATraining() throws Exception {
    TrainingWorld world = worldWithThreeVersions();
    TrainingProcess process = world.process("lucky");
    world.annotate(AFTER - BEFORE);
    askAndTrain(process, world);
    return process.store().calls();
  }

  /** Three versions of which two are kept, so that the next one has something to clean up. */
  private TrainingWorld worldWithThreeVersions() throws Exception {
    TrainingWorld world = new TrainingWorld(folder);
    world.keep = 2;
    TrainingProcess process = world.process("earlier");
    for (int i = 0; i < BEFORE; i++) {
      world.annotate(1);
      askAndTrain(process, world);
    }
    return world;
  }

  private static void theNextTrainingLeavesNoLeftovers(TrainingWorld world) throws Exception {
    world.annotate(1);
    askAndTrain(world.process("later"), world);
    world.check();
    assertThat(world.storedVersions())
        .containsExactlyElementsOf(
            world.head().history().stream().map(VersionEntry::id).map(Object::toString).toList());
  }

  private static void askAndTrain(TrainingProcess process, TrainingWorld world) throws Exception {
    process.intake().accept(PROJECT, world.button());
    process.runner().run(PROJECT);
  }
}
