// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static dev.lsml.core.train.TrainingWorld.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.protocol.WebhookEvent;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.HeadStore;
import dev.lsml.core.version.VersionEntry;
import dev.lsml.testkit.Fault;
import dev.lsml.testkit.FaultPlan;
import dev.lsml.testkit.SimulatedCrash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers, workers and an operator at once, on a store that loses answers, in processes that die,
 * while the clock jumps: whatever happens, what was acknowledged is learned from in the end, and at
 * no moment is anything torn.
 */
class TrainingSimulationTest {
  private static final int SEEDS = 1000;
  private static final Logger LOG = Logger.getLogger("dev.lsml.core.train");
  private static final Fault[] FAULTS = {
    Fault.FAIL, Fault.LOSE_REQUEST, Fault.LOSE_ANSWER, Fault.CRASH_BEFORE, Fault.CRASH_AFTER
  };

  private final ExecutorService threads = Executors.newCachedThreadPool();
  @TempDir Path folder;

  @BeforeAll
  static void keepWarningsOfWantedFaultsQuiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void beLoudAgain() {
    LOG.setLevel(null);
  }

  @Test
  void whateverHappensNothingIsTornAndNothingAcknowledgedIsLost() throws Exception {
    int publications = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Life life = new Life(seed);
      List<TrainingOutcome> outcomes = life.live();
      try {
        life.world.recover();
        assertThat(life.world.newest()).isGreaterThanOrEqualTo(life.acknowledged.get());
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + outcomes, e);
      }
      List<Integer> published = new ArrayList<>();
      for (TrainingOutcome outcome : outcomes) {
        if (outcome instanceof TrainingOutcome.Published version) {
          published.add(version.version().number());
        }
      }
      assertThat(published).as("seed %s", seed).doesNotHaveDuplicates();
      publications += published.size();
    }
    assertThat(publications).isGreaterThan(SEEDS);
  }

  private final class Life {
    final TrainingWorld world = new TrainingWorld(folder);
    final AtomicInteger acknowledged = new AtomicInteger();
    final List<TrainingOutcome> outcomes = new ArrayList<>();
    private final Random random;
    private final long seed;
    private int processes;

    Life(long seed) {
      this.seed = seed;
      this.random = new Random(~seed * 0x9E3779B97F4A7C15L);
      world.attempts = 1000;
      world.keep = 2;
    }

    List<TrainingOutcome> live() throws Exception {
      Callable<Void> server = () -> repeat(4, "server", this::serve);
      Callable<Void> worker = () -> repeat(5, "worker", this::train);
      Callable<Void> operator = () -> repeat(2, "operator", this::rollBack);
      new Turns(seed)
          .betweenTurns(this::timePasses)
          .play(threads, List.of(server, server, worker, worker, operator));
      return outcomes;
    }

    /** A process does something so many times, and another takes its place when it dies. */
    private Void repeat(int times, String name, Act act) throws Exception {
      TrainingProcess process = process(name);
      for (int i = 0; i < times; i++) {
        Turns.waitForTurn();
        try {
          act.in(process);
        } catch (StoreException e) {
          // It knows that it could not.
        } catch (SimulatedCrash e) {
          process = process(name);
        }
      }
      return null;
    }

    private TrainingProcess process(String name) {
      TrainingProcess process = world.process(name + ++processes);
      process.policy = new TrainingPolicy(2, Duration.ofSeconds(20));
      process.faults =
          Turns.waitingForTurn(FaultPlan.seeded(seed * 1000 + processes, 0.06, FAULTS));
      process.trainer =
          (tasks, context) -> {
            Turns.waitForTurn();
            if (random.nextBoolean()) {
              process.beat();
            }
            return process.fit(tasks, context);
          };
      return process;
    }

    private void serve(TrainingProcess process) throws StoreException {
      WebhookEvent event = world.annotate(1);
      int annotations = world.annotations();
      if (random.nextBoolean()) {
        event = world.button();
      }
      if (process.intake().accept(PROJECT, event) != null) {
        acknowledged.accumulateAndGet(annotations, Math::max);
      }
    }

    private void train(TrainingProcess process) {
      outcomes.add(process.runner().run(PROJECT));
    }

    private void rollBack(TrainingProcess process) throws StoreException {
      List<VersionEntry> history = world.head().history();
      if (!history.isEmpty()) {
        VersionEntry chosen = history.get(random.nextInt(history.size()));
        try {
          new HeadStore(process.documents()).rollBack(PROJECT, chosen.number());
        } catch (IllegalArgumentException e) {
          assertThat(e).hasMessageContaining("is not kept");
        }
      }
    }

    private void timePasses() {
      try {
        world.check();
      } catch (StoreException e) {
        throw new AssertionError("seed " + seed, e);
      }
      if (random.nextInt(20) == 0) {
        world.clock.advance(Duration.ofSeconds(random.nextInt(70)));
      }
    }
  }

  @FunctionalInterface
  private interface Act {
    void in(TrainingProcess process) throws Exception;
  }
}
