// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static dev.lsml.core.train.TrainingWorld.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Folders;
import dev.lsml.core.version.LoadedVersion;
import dev.lsml.core.version.VersionEntry;
import dev.lsml.core.version.VersionFiles;
import dev.lsml.core.version.VersionId;
import dev.lsml.testkit.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRaceTest {
  private static final int SEEDS = 1000;

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endTheThreads() {
    threads.shutdownNow();
  }

  @Test
  void ofTwoWorkersThatRaceForAProjectOneTrainsAndOnePublishes() throws Exception {
    Set<String> ends = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      TrainingWorld world = new TrainingWorld(folder);
      world.annotate(3);
      world.process("intake").intake().accept(PROJECT, world.button());

      List<TrainingOutcome> outcomes =
          new Turns(seed).play(threads, List.of(racer(world, "a"), racer(world, "b")));

      assertThat(world.fits).as("seed %s", seed).hasValue(1);
      assertThat(outcomes.stream().filter(TrainingOutcome.Published.class::isInstance))
          .as("seed %s: %s", seed, outcomes)
          .hasSize(1);
      assertThat(world.head().lastVersion()).isEqualTo(1);
      assertThat(world.head().fence()).isEqualTo(1);
      assertThat(world.isPending()).isFalse();
      world.check();
      outcomes.forEach(outcome -> ends.add(outcome.getClass().getSimpleName()));
    }
    // The seeds reach both ways in which the other worker can come too late.
    assertThat(ends).containsExactlyInAnyOrder("Published", "AlreadyRunning", "NothingPending");
  }

  @Test
  void anEventThatRacesWithARunIsLearnedFromByThatRunOrByOneMore() throws Exception {
    Set<Integer> versions = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      TrainingWorld world = new TrainingWorld(folder);
      world.annotate(3);
      world.process("intake").intake().accept(PROJECT, world.button());
      TrainingProcess server = world.process("server");
      server.faults = Turns.waitingForTurn(FaultPlan.none());

      new Turns(seed)
          .play(
              threads,
              List.of(
                  racer(world, "a"),
                  racer(world, "b"),
                  () -> {
                    Turns.waitForTurn();
                    world.annotate(4);
                    server.intake().accept(PROJECT, world.button());
                    return new TrainingOutcome.NothingPending();
                  }));
      world.recover();

      assertThat(world.served()).as("seed %s", seed).isEqualTo(7);
      assertThat(world.fits.get()).as("seed %s", seed).isBetween(1, 2);
      versions.add(world.head().lastVersion());
    }
    assertThat(versions).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void aPausedOwnerWhomOthersReplacedNeitherPublishesNorTakesWhatWasAskedSince() throws Exception {
    int replaced = 0;
    int askedSince = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      TrainingWorld world = new TrainingWorld(folder);
      world.attempts = 1000; // that giving up comes at last is another test's matter
      world.annotate(3);
      TrainingProcess owner = world.process("owner");
      owner.intake().accept(PROJECT, world.button());
      Others others = new Others(world, random);
      // It owns the lease after its fourth store call (ask, read head, read what is pending, write
      // the lease), and is then paused before a random one for longer than the lease lasts.
      int pauseAt = 5 + random.nextInt(9);
      owner.faults =
          FaultPlan.none()
              .pausing(
                  call -> {
                    if (call.number() == pauseAt) {
                      assertThat(owner.passed()).contains(TrainingStep.LEASE_TAKEN);
                      others.takeOver();
                    }
                  });

      TrainingOutcome outcome = owner.runner().run(PROJECT);

      world.check();
      if (others.leases > 0) {
        replaced++;
        assertThat(outcome)
            .as("seed %s, paused before call %s", seed, pauseAt)
            .isNotInstanceOf(TrainingOutcome.Published.class);
        assertThat(world.head().history())
            .extracting(VersionEntry::id)
            .containsExactlyElementsOf(others.published);
      } else {
        assertThat(outcome).isInstanceOf(TrainingOutcome.Published.class);
      }
      askedSince += others.askedSince ? 1 : 0;
      world.recover();
      assertThat(world.newest())
          .as("seed %s, paused before call %s", seed, pauseAt)
          .isEqualTo(world.annotations());
    }
    assertThat(askedSince).isGreaterThan(SEEDS / 4);
    assertThat(replaced).isGreaterThan(SEEDS / 2);
  }

  @Test
  void aReaderSeesWholeVersionsWhileOthersPublishAndDelete() throws Exception {
    Set<Integer> versions = new HashSet<>();
    for (long seed = 0; seed < SEEDS / 2; seed++) {
      TrainingWorld world = new TrainingWorld(folder);
      world.annotate(1);
      TrainingProcess writer = world.process("writer");
      world.keep = 1;
      publish(writer, world);
      TrainingProcess reader = world.process("reader");
      reader.faults = Turns.waitingForTurn(FaultPlan.none());
      writer.faults = Turns.waitingForTurn(FaultPlan.none());

      List<Integer> seen =
          new Turns(seed)
              .play(
                  threads,
                  List.of(
                      () -> {
                        world.annotate(1);
                        publish(writer, world);
                        return 2;
                      },
                      () -> {
                        LoadedVersion loaded =
                            new VersionFiles(reader.store(), folder.resolve("cache"))
                                .loadCurrent(PROJECT);
                        int number = loaded.entry().number();
                        assertThat(loaded.files().resolve("weights.txt")).hasContent("" + number);
                        assertThat(loaded.files().resolve("deep/words.txt"))
                            .hasContent("" + number);
                        return number;
                      }));

      versions.add(seen.get(1));
      Folders.delete(folder.resolve("cache"));
    }
    assertThat(versions).containsExactlyInAnyOrder(1, 2);
  }

  private static void publish(TrainingProcess writer, TrainingWorld world) throws Exception {
    writer.intake().accept(PROJECT, world.button());
    assertThat(writer.runner().run(PROJECT)).isInstanceOf(TrainingOutcome.Published.class);
  }

  private static Callable<TrainingOutcome> racer(TrainingWorld world, String name) {
    TrainingProcess process = world.process(name);
    process.faults = Turns.waitingForTurn(FaultPlan.none());
    return () -> process.runner().run(PROJECT);
  }

  /** Up to three processes that come one after the other, of which some die on the way. */
  private static final class Others {
    private static final TrainingStep[] DEATHS = {
      TrainingStep.LEASE_TAKEN, TrainingStep.FITTED, TrainingStep.MANIFEST_STORED
    };

    final List<VersionId> published = new ArrayList<>();
    long leases;
    boolean askedSince;
    private final TrainingWorld world;
    private final Random random;

    Others(TrainingWorld world, Random random) {
      this.world = world;
      this.random = random;
    }

    void takeOver() {
      for (int i = 0; i <= random.nextInt(3); i++) {
        run(i);
      }
      if (random.nextBoolean()) {
        askAgain();
      }
    }

    /** Someone annotates on and presses the button, before the paused owner wakes. */
    private void askAgain() {
      world.annotate(1);
      try {
        askedSince = world.process("server").intake().accept(PROJECT, world.button()) != null;
      } catch (StoreException e) {
        throw new AssertionError(e);
      }
    }

    private void run(int i) {
      world.clock.advance(Duration.ofSeconds(61));
      TrainingProcess process = world.process("other-" + i);
      if (random.nextBoolean()) {
        process.killedAt(DEATHS[random.nextInt(DEATHS.length)], 1);
      }
      try {
        if (process.runner().run(PROJECT) instanceof TrainingOutcome.Published end) {
          published.add(end.version().id());
        }
      } catch (TrainingProcess.Killed e) {
        // and the next comes
      }
      leases += process.passed().stream().filter(TrainingStep.LEASE_TAKEN::equals).count();
    }
  }
}
