// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static dev.lsml.core.train.TrainingWorld.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.WebhookEvent;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.TrainingRequest;
import dev.lsml.testkit.Fault;
import dev.lsml.testkit.FaultPlan;
import dev.lsml.testkit.StoreCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingIntakeTest {
  @TempDir Path folder;
  private TrainingWorld world;
  private TrainingProcess process;
  private TrainingIntake intake;

  @BeforeEach
  void openTheWorld() {
    world = new TrainingWorld(folder);
    process = world.process("p");
    intake = process.intake();
  }

  @Test
  void theTenthAnnotationMakesATrainingDueAndTheNineBeforeItCostNoStoreCall() throws Exception {
    for (int i = 1; i <= 9; i++) {
      assertThat(intake.accept(PROJECT, world.annotate(1))).isNull();
    }
    assertThat(process.store().calls()).isZero();

    TrainingRequest request = intake.accept(PROJECT, world.annotate(1));

    assertThat(request)
        .isEqualTo(
            new TrainingRequest(
                "id1",
                "ANNOTATION_CREATED",
                world.clock.instant(),
                world.clock.instant(),
                false,
                0,
                10L));
    assertThat(calls()).containsExactly("GET head.json", "PUT pending.json");
    assertThat(process.woken()).containsExactly("12.1696257600 in PT0S");
  }

  @Test
  void theButtonTakesOneStoreCall() throws Exception {
    intake.accept(PROJECT, world.button());

    assertThat(calls()).containsExactly("PUT pending.json");
    assertThat(process.woken()).containsExactly("12.1696257600 in PT0S");
  }

  @Test
  void anEventWithoutCountsIsCountedByItself() throws Exception {
    WebhookEvent bare = new WebhookEvent("ANNOTATIONS_DELETED", PROJECT, null, 0, null);
    for (int i = 1; i <= 9; i++) {
      assertThat(intake.accept(PROJECT, bare)).isNull();
    }
    assertThat(intake.accept(PROJECT, bare)).isNotNull();
    assertThat(intake.accept(PROJECT, bare)).isNull();
  }

  @Test
  void aBulkOfAnnotationsCountsAsMany() throws Exception {
    assertThat(intake.accept(PROJECT, world.annotate(12))).isNotNull();
  }

  @Test
  void labelStudiosCountTellsAfterARestartWhatIsNew() throws Exception {
    train(world.annotate(60));
    world.annotate(8);

    TrainingIntake restarted = world.process("q").intake();
    assertThat(restarted.accept(PROJECT, world.annotate(1))).isNull();
    assertThat(restarted.accept(PROJECT, world.annotate(1))).isNotNull();
  }

  @Test
  void aTrainingOnAnotherInstanceResetsTheCountHere() throws Exception {
    for (int i = 1; i <= 9; i++) {
      intake.accept(PROJECT, world.annotate(1));
    }
    TrainingProcess other = world.process("q");
    other.intake().accept(PROJECT, world.button());
    other.runner().run(PROJECT);

    assertThat(intake.accept(PROJECT, world.annotate(1))).isNull();
    assertThat(intake.accept(PROJECT, world.annotate(8))).isNull();
    assertThat(intake.accept(PROJECT, world.annotate(1))).isNotNull();
  }

  @Test
  void whatARunUnderWayWasAskedForIsNotCountedAgain() throws Exception {
    TrainingProcess other = world.process("q");
    other.trainer =
        (tasks, context) -> {
          assertThat(intake.accept(PROJECT, world.annotate(5))).isNull();
          assertThat(intake.accept(PROJECT, world.annotate(4))).isNull();
          assertThat(intake.accept(PROJECT, world.annotate(1))).isNotNull();
          return other.fit(tasks, context);
        };
    other.intake().accept(PROJECT, world.annotate(20));

    assertThat(other.runner().run(PROJECT)).isInstanceOf(TrainingOutcome.Published.class);
  }

  @Test
  void allEventsUntilTheRunBeginsJoinOneTraining() throws Exception {
    TrainingRequest first = intake.accept(PROJECT, world.annotate(10));
    TrainingRequest second = intake.accept(PROJECT, world.annotate(10));
    TrainingRequest button = intake.accept(PROJECT, world.button());

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(button.id()).isEqualTo(first.id());
    process.runner().run(PROJECT);
    assertThat(process.runner().run(PROJECT)).isEqualTo(new TrainingOutcome.NothingPending());
    assertThat(world.served()).isEqualTo(20);
  }

  @Test
  void aQuietPeriodIsWaitedForAfterTheLastEventWithFewWrites() throws Exception {
    process.policy = new TrainingPolicy(0, Duration.ofSeconds(60));
    intake = process.intake();
    int writes = 0;
    for (int second = 0; second < 300; second++) {
      intake.accept(PROJECT, world.annotate(1));
      assertThat(process.runner().run(PROJECT)).isInstanceOf(TrainingOutcome.NotDue.class);
      world.clock.advance(Duration.ofSeconds(1));
    }
    for (StoreCall call : process.store().log()) {
      writes += call.operation() == StoreCall.Operation.PUT ? 1 : 0;
    }
    assertThat(writes).isEqualTo(10);

    world.clock.advance(Duration.ofSeconds(58));
    assertThat(process.runner().run(PROJECT)).isInstanceOf(TrainingOutcome.NotDue.class);
    world.clock.advance(Duration.ofSeconds(31));
    assertThat(process.runner().run(PROJECT)).isInstanceOf(TrainingOutcome.Published.class);
    assertThat(world.served()).isEqualTo(300);
  }

  @Test
  void theButtonEndsTheWaitForQuiet() throws Exception {
    process.policy = new TrainingPolicy(0, Duration.ofSeconds(60));
    intake = process.intake();
    intake.accept(PROJECT, world.annotate(1));
    intake.accept(PROJECT, world.button());

    assertThat(process.woken())
        .containsExactly("12.1696257600 in PT1M30S", "12.1696257600 in PT0S");
    assertThat(process.runner().run(PROJECT)).isInstanceOf(TrainingOutcome.Published.class);
  }

  @Test
  void otherEventsCostNothing() throws Exception {
    assertThat(intake.accept(PROJECT, new WebhookEvent("TASKS_CREATED", PROJECT, null, 50, 500L)))
        .isNull();
    assertThat(process.store().calls()).isZero();
    assertThat(process.passed()).isEmpty();
  }

  @Test
  void aWriteWhoseAnswerIsLostIsNotDoneTwice() throws Exception {
    for (Fault fault : List.of(Fault.LOSE_ANSWER, Fault.LOSE_REQUEST)) {
      TrainingProcess unlucky = world.process("q");
      unlucky.faults =
          FaultPlan.when(
              call -> call.number() == 1 && call.operation() == StoreCall.Operation.PUT, fault);

      TrainingRequest request = unlucky.intake().accept(PROJECT, world.button());

      assertThat(new PendingTrainings(process.documents()).find(PROJECT).request())
          .isEqualTo(request);
      assertThat(unlucky.woken()).hasSize(1);
      process.runner().run(PROJECT);
    }
  }

  @Test
  void whenTheStoreIsAwayTheCallerKnowsAndTheNextEventTriesAgain() throws Exception {
    process.faults = FaultPlan.when(call -> call.key().endsWith("pending.json"), Fault.FAIL);

    assertThatThrownBy(() -> intake.accept(PROJECT, world.annotate(10)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("pending.json: the store refused");
    assertThat(process.woken()).isEmpty();

    process.faults = FaultPlan.none();
    assertThat(intake.accept(PROJECT, world.annotate(1))).isNotNull();
  }

  @Test
  void projectsAreCountedApart() throws Exception {
    ProjectUid elsewhere = new ProjectUid("12.1700000000");
    intake.accept(PROJECT, world.annotate(9));

    assertThat(intake.accept(elsewhere, world.annotate(elsewhere, 9))).isNull();
  }

  private void train(WebhookEvent event) throws Exception {
    intake.accept(PROJECT, event);
    assertThat(process.runner().run(PROJECT)).isInstanceOf(TrainingOutcome.Published.class);
  }

  private List<String> calls() {
    return process.store().log().stream()
        .map(call -> call.operation() + " " + call.key().substring(call.key().lastIndexOf('/') + 1))
        .toList();
  }
}
