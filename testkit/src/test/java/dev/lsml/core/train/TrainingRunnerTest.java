// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static dev.lsml.core.train.TrainingWorld.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.labelstudio.LabelStudioException;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.WebhookEvent;
import dev.lsml.core.version.HeadReader;
import dev.lsml.core.version.HeadStore;
import dev.lsml.core.version.LastRun;
import dev.lsml.core.version.LoadedVersion;
import dev.lsml.core.version.VersionEntry;
import dev.lsml.core.version.VersionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunnerTest {
  @TempDir Path folder;
  private TrainingWorld world;
  private TrainingProcess process;

  @BeforeEach
  void openTheWorld() {
    world = new TrainingWorld(folder);
    process = world.process("p");
  }

  @Test
  void theButtonLeadsToANewVersionInForce() throws Exception {
    world.annotate(3);
    process.intake().accept(PROJECT, world.button());

    TrainingOutcome outcome = process.runner().run(PROJECT);

    assertThat(outcome).isInstanceOf(TrainingOutcome.Published.class);
    assertThat(world.served()).isEqualTo(3);
    assertThat(world.head().lease()).isNull();
    assertThat(world.isPending()).isFalse();
    assertThat(process.passed())
        .containsExactly(
            TrainingStep.WISHED,
            TrainingStep.PENDING_STORED,
            TrainingStep.LEASE_WANTED,
            TrainingStep.LEASE_TAKEN,
            TrainingStep.PENDING_TAKEN,
            TrainingStep.DATA_FETCHED,
            TrainingStep.FITTED,
            TrainingStep.FILE_STORED,
            TrainingStep.FILE_STORED,
            TrainingStep.FILES_STORED,
            TrainingStep.MANIFEST_STORED,
            TrainingStep.PUBLISHED,
            TrainingStep.CLEANED_UP);
    assertThat(process.runner().run(PROJECT)).isEqualTo(new TrainingOutcome.NothingPending());
  }

  @Test
  void theVersionTellsWhereItComesFromAndHowGoodItIs() throws Exception {
    world.annotate(3);
    process.intake().accept(PROJECT, world.button());
    world.clock.advance(Duration.ofSeconds(5));
    process.runner().run(PROJECT);

    VersionEntry entry = world.head().current();
    assertThat(entry.cause()).isEqualTo("START_TRAINING");
    assertThat(entry.createdAt()).isEqualTo("2026-01-01T00:00:05Z");
    assertThat(entry.tasks()).isEqualTo(3);
    assertThat(entry.metrics()).isEqualTo(Map.of("accuracy", 0.5));
    LoadedVersion loaded = new VersionFiles(world.store, folder.resolve("c")).loadCurrent(PROJECT);
    assertThat(loaded.manifest().provenance())
        .containsEntry("project", "12.1696257600")
        .containsEntry("cause", "START_TRAINING")
        .containsEntry("requestedAt", "2026-01-01T00:00:00Z")
        .containsEntry("startedAt", "2026-01-01T00:00:05Z")
        .containsEntry("fence", 1L)
        .containsEntry("attempt", 1L)
        .containsEntry("owner", "p")
        .containsEntry("tasks", 3L)
        .containsEntry("annotations", 3L)
        .containsEntry("model", "counter")
        .containsEntry("modelCode", "code 1")
        .containsEntry("java", System.getProperty("java.version"))
        .containsKeys("dataSha256", "labelConfigSha256", "os", "arch");
    assertThat(world.head().lastRun())
        .isEqualTo(
            new LastRun(
                LastRun.End.PUBLISHED,
                "id1",
                "START_TRAINING",
                "2026-01-01T00:00:05Z",
                "2026-01-01T00:00:05Z",
                1,
                3,
                null,
                List.of(
                    "+0s labelled tasks: 3, annotations: 3",
                    "+0s fit is done",
                    "+0s files stored: 2")));
  }

  @Test
  void withoutUsableAnnotationsNothingIsPublishedAndTheReasonIsKept() throws Exception {
    process.intake().accept(PROJECT, world.button());

    assertThat(process.runner().run(PROJECT))
        .isEqualTo(
            new TrainingOutcome.Skipped(
                "no task has an annotation to learn from; label some, or check that their labels"
                    + " are still in the label config"));
    assertThat(world.head().lastRun().end()).isEqualTo(LastRun.End.SKIPPED);
    assertThat(world.head().current()).isNull();
    assertThat(world.fits).hasValue(0);
  }

  @Test
  void eventsThatChangedNothingTrainNothingButTheButtonDoes() throws Exception {
    train(world.annotate(10));
    process.intake().accept(PROJECT, world.annotate(10));
    world.annotate(-10);

    assertThat(process.runner().run(PROJECT))
        .isEqualTo(new TrainingOutcome.Skipped("nothing changed since version 1 was trained"));
    assertThat(train(world.button())).isInstanceOf(TrainingOutcome.Published.class);
    assertThat(world.fits).hasValue(2);
  }

  @Test
  void anEventDuringARunLeadsToExactlyOneMore() throws Exception {
    process.trainer =
        (tasks, context) -> {
          if (world.annotations() == 10) {
            for (int i = 0; i < 3; i++) {
              process.intake().accept(PROJECT, world.annotate(10));
            }
          }
          return process.fit(tasks, context);
        };
    train(world.annotate(10));

    assertThat(world.served()).isEqualTo(10);
    assertThat(process.runner().run(PROJECT)).isInstanceOf(TrainingOutcome.Published.class);
    assertThat(process.runner().run(PROJECT)).isEqualTo(new TrainingOutcome.NothingPending());
    assertThat(world.served()).isEqualTo(40);
    assertThat(world.fits).hasValue(2);
  }

  @Test
  void oldVersionsGoWithTheirFilesAndTheCurrentNumberGoesOn() throws Exception {
    for (int i = 0; i < 5; i++) {
      world.annotate(1);
      train(world.button());
      world.check();
    }

    assertThat(world.head().history()).extracting(VersionEntry::number).containsExactly(3, 4, 5);
    assertThat(world.storedVersions())
        .containsExactlyElementsOf(
            world.head().history().stream().map(entry -> entry.id().toString()).toList());
    assertThat(world.served()).isEqualTo(5);
  }

  @Test
  void aRollBackStaysUntilThereIsSomethingNewAndDoesNotDisturbARun() throws Exception {
    train(world.annotate(10));
    train(world.annotate(10));
    HeadStore heads = new HeadStore(process.documents());
    heads.rollBack(PROJECT, 1);
    process.intake().accept(PROJECT, world.annotate(10));
    world.annotate(-10);
    process.runner().run(PROJECT);
    assertThat(world.served()).isEqualTo(10);

    world.annotate(20);
    process.trainer =
        (tasks, context) -> {
          heads.rollBack(PROJECT, 2);
          process.beat();
          heads.rollBack(PROJECT, 1);
          return process.fit(tasks, context);
        };
    assertThat(train(world.button())).isInstanceOf(TrainingOutcome.Published.class);
    assertThat(world.head().currentVersion()).isEqualTo(3);
    assertThat(world.served()).isEqualTo(40);
  }

  @Test
  void aFitThatFailsLeavesTheOldVersionAndIsNotTriedAgain() throws Exception {
    train(world.annotate(10));
    process.trainer =
        (tasks, context) -> {
          Files.writeString(context.workFolder().resolve("half"), "x");
          throw new IOException("the words ran out");
        };

    assertThat(train(world.button()))
        .isEqualTo(new TrainingOutcome.Failed("the model's fit failed: the words ran out", null));
    assertThat(world.served()).isEqualTo(10);
    assertThat(world.isPending()).isFalse();
    assertThat(world.head().lease()).isNull();
    LastRun last = world.head().lastRun();
    assertThat(last.end()).isEqualTo(LastRun.End.FAILED);
    assertThat(last.message()).isEqualTo("the model's fit failed: the words ran out");
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void errorsOfTheModelsCodeAreFailuresOfItsFit() throws Exception {
    world.annotate(1);
    process.trainer =
        (tasks, context) -> {
          throw new NoClassDefFoundError("org/missing/Thing");
        };
    assertThat(train(world.button()))
        .isEqualTo(new TrainingOutcome.Failed("the model's fit failed: org/missing/Thing", null));

    process.trainer = (tasks, context) -> Map.of("loss", Double.NaN);
    assertThat(train(world.button()))
        .isEqualTo(
            new TrainingOutcome.Failed("the model's fit failed: JSON has no form for NaN", null));

    process.trainer =
        (tasks, context) -> {
          Files.createSymbolicLink(context.workFolder().resolve("link"), Path.of("/etc/hosts"));
          return Map.of();
        };
    assertThat(train(world.button()))
        .isEqualTo(
            new TrainingOutcome.Failed(
                "the model's fit left link, which is a link or a device; only plain files can be"
                    + " stored",
                null));
    assertThat(world.head().current()).isNull();
  }

  @Test
  void whatPassesIsTriedAgainWithGrowingWaitsAndThenLeft() throws Exception {
    world.annotate(1);
    process.source =
        project -> {
          throw new LabelStudioException(503, "cannot list tasks", "it is starting", "Wait", null);
        };
    process.intake().accept(PROJECT, world.button());
    String message =
        "cannot fetch the labelled tasks of project 12: cannot list tasks: it is starting. Wait";

    for (int seconds : List.of(30, 120, 480)) {
      Instant retryAt = world.clock.instant().plusSeconds(seconds);
      assertThat(process.runner().run(PROJECT))
          .isEqualTo(new TrainingOutcome.Failed(message, retryAt));
      assertThat(world.head().lastRun().end()).isEqualTo(LastRun.End.RETRYING);
      assertThat(world.head().lastRun().message()).isEqualTo(message);
      assertThat(process.runner().run(PROJECT)).isEqualTo(new TrainingOutcome.NotDue(retryAt));
      world.clock.set(retryAt);
    }
    assertThat(process.runner().run(PROJECT)).isEqualTo(new TrainingOutcome.Failed(message, null));
    assertThat(world.head().lastRun().end()).isEqualTo(LastRun.End.FAILED);
    assertThat(process.runner().run(PROJECT)).isEqualTo(new TrainingOutcome.NothingPending());
  }

  @Test
  void aRefusalIsNotTriedAgain() throws Exception {
    world.annotate(1);
    process.source =
        project -> {
          throw new LabelStudioException(401, "cannot list tasks", "key refused", "Renew", null);
        };

    assertThat(train(world.button()))
        .isEqualTo(
            new TrainingOutcome.Failed(
                "cannot fetch the labelled tasks of project 12: cannot list tasks: key refused."
                    + " Renew",
                null));
  }

  @Test
  void afterAFailureTheButtonDoesNotWait() throws Exception {
    world.annotate(1);
    process.source =
        project -> {
          throw new IOException("no route");
        };
    train(world.button());
    process.source = world::data;

    assertThat(train(world.button())).isInstanceOf(TrainingOutcome.Published.class);
  }

  @Test
  void aTrainingNotYetDueWaitsAndTheLeaseOfAnotherIsRespected() throws Exception {
    process.policy = new TrainingPolicy(0, Duration.ofSeconds(60));
    process.intake().accept(PROJECT, world.annotate(1));
    assertThat(process.runner().run(PROJECT))
        .isEqualTo(new TrainingOutcome.NotDue(world.clock.instant().plusSeconds(90)));

    world.clock.advance(Duration.ofSeconds(90));
    TrainingProcess other = world.process("q");
    process.trainer =
        (tasks, context) -> {
          assertThat(other.runner().run(PROJECT))
              .isEqualTo(
                  new TrainingOutcome.AlreadyRunning("p", world.clock.instant().plusSeconds(60)));
          return process.fit(tasks, context);
        };
    assertThat(process.runner().run(PROJECT)).isInstanceOf(TrainingOutcome.Published.class);
    assertThat(other.passed()).isEmpty();
  }

  @Test
  void theHeartbeatKeepsTheLeaseThroughALongFit() throws Exception {
    TrainingProcess other = world.process("q");
    process.trainer =
        (tasks, context) -> {
          for (int i = 0; i < 20; i++) {
            world.clock.advance(Duration.ofSeconds(15));
            process.beat();
            assertThat(other.runner().run(PROJECT))
                .isInstanceOf(TrainingOutcome.AlreadyRunning.class);
          }
          return process.fit(tasks, context);
        };

    world.annotate(1);
    assertThat(train(world.button())).isInstanceOf(TrainingOutcome.Published.class);
  }

  @Test
  void anOwnerThatWakesAfterAnotherTookOverPublishesNothing() throws Exception {
    train(world.annotate(10));
    TrainingProcess other = world.process("q");
    process.trainer =
        (tasks, context) -> {
          world.clock.advance(Duration.ofSeconds(61));
          world.annotate(5);
          assertThat(other.runner().run(PROJECT)).isInstanceOf(TrainingOutcome.Published.class);
          return process.fit(tasks, context);
        };

    assertThat(train(world.button())).isEqualTo(new TrainingOutcome.LostLease());
    assertThat(world.head().lastVersion()).isEqualTo(2);
    assertThat(world.served()).isEqualTo(15);
    world.check();
    assertThat(process.runner().run(PROJECT)).isEqualTo(new TrainingOutcome.NothingPending());
  }

  @Test
  void theHeartbeatInterruptsAnOwnerThatLostItsLease() throws Exception {
    TrainingProcess other = world.process("q");
    process.trainer =
        (tasks, context) -> {
          world.clock.advance(Duration.ofSeconds(61));
          other.runner().run(PROJECT);
          process.beat();
          assertThat(Thread.currentThread().isInterrupted()).isTrue();
          throw new InterruptedException();
        };
    world.annotate(1);

    assertThat(train(world.button())).isEqualTo(new TrainingOutcome.LostLease());
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(process.passed()).doesNotContain(TrainingStep.FILE_STORED, TrainingStep.GIVEN_BACK);
    assertThat(world.head().lastVersion()).isEqualTo(1);
  }

  @Test
  void aLateOwnerWhomNobodyReplacedStillPublishes() throws Exception {
    process.trainer =
        (tasks, context) -> {
          world.clock.advance(Duration.ofHours(1));
          return process.fit(tasks, context);
        };
    world.annotate(1);

    assertThat(train(world.button())).isInstanceOf(TrainingOutcome.Published.class);
  }

  @Test
  void aFitThatKillsItsProcessEveryTimeIsGivenUp() throws Exception {
    world.annotate(1);
    process.intake().accept(PROJECT, world.button());
    for (int i = 0; i < 4; i++) {
      TrainingProcess dying = world.process("dying-" + i).killedAt(TrainingStep.DATA_FETCHED, 1);
      assertThatThrownBy(() -> dying.runner().run(PROJECT))
          .isInstanceOf(TrainingProcess.Killed.class);
      world.clock.advance(Duration.ofSeconds(61));
    }

    assertThat(process.runner().run(PROJECT)).isEqualTo(new TrainingOutcome.NothingPending());
    assertThat(world.head().lastRun().message())
        .isEqualTo(
            "the training process dying-3 ended without saying why, at attempt 4; often it ran out"
                + " of memory: look at its log, give it more, then start training again");
    assertThat(train(world.button())).isInstanceOf(TrainingOutcome.Published.class);
  }

  @Test
  void aStoppedRunIsPendingAgainAndItsLeaseIsFree() throws Exception {
    world.annotate(1);
    TrainingRunner runner = process.runner();
    process.trainer =
        (tasks, context) -> {
          runner.stop();
          throw new InterruptedException();
        };
    process.intake().accept(PROJECT, world.button());

    assertThat(runner.run(PROJECT)).isEqualTo(new TrainingOutcome.Stopped());
    assertThat(runner.run(PROJECT)).isEqualTo(new TrainingOutcome.Stopped());
    assertThat(world.isPending()).isTrue();
    assertThat(world.head().lease()).isNull();
    assertThat(world.process("q").runner().run(PROJECT))
        .isInstanceOf(TrainingOutcome.Published.class);
  }

  @Test
  void aRunThatDoesNotStopCanBeAbandonedAndPublishesNothing() throws Exception {
    world.annotate(1);
    TrainingRunner runner = process.runner();
    process.onStep =
        (project, step) -> {
          if (step == TrainingStep.FILES_STORED) {
            runner.abandon();
          }
        };
    process.intake().accept(PROJECT, world.button());

    assertThat(runner.run(PROJECT)).isEqualTo(new TrainingOutcome.LostLease());
    assertThat(world.head().lastVersion()).isZero();
    process.onStep = StepListener.NONE;
    assertThat(process.runner().run(PROJECT)).isInstanceOf(TrainingOutcome.Published.class);
    assertThat(world.storedVersions()).hasSize(1);
  }

  @Test
  void projectsWithOneIdOnTwoServersDoNotMeet() throws Exception {
    ProjectUid elsewhere = new ProjectUid("12.1700000000");
    world.annotate(1);
    world.annotate(elsewhere, 7);
    process.intake().accept(PROJECT, world.button());

    assertThat(process.runner().run(elsewhere)).isEqualTo(new TrainingOutcome.NothingPending());
    process.runner().run(PROJECT);

    assertThat(world.served()).isEqualTo(1);
    assertThat(new HeadReader(world.store).read(elsewhere).lastVersion()).isZero();
  }

  private TrainingOutcome train(WebhookEvent event) throws Exception {
    assertThat(process.intake().accept(PROJECT, event)).isNotNull();
    return process.runner().run(PROJECT);
  }
}
