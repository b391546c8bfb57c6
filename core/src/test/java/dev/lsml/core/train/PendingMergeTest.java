// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.version.TrainingRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PendingMergeTest {
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

  private static TrainingRequest request(
      String id, String cause, int asked, int due, boolean quiet, int attempts) {
    return new TrainingRequest(
        id, cause, NOW.plusSeconds(asked), NOW.plusSeconds(due), quiet, attempts, (long) asked);
  }

  private static TrainingRequest quiet(String id, int asked) {
    return request(id, "ANNOTATION_CREATED", asked, asked + 90, true, 0);
  }

  private static TrainingRequest byNumber(String id, int asked) {
    return request(id, "ANNOTATION_CREATED", asked, asked, false, 0);
  }

  private static TrainingRequest button(String id, int asked) {
    return request(id, "START_TRAINING", asked, asked, false, 0);
  }

  @Test
  void aFurtherEventPutsAQuietTrainingOffOnlyWhenItWouldComeTooEarly() {
    TrainingRequest pending = quiet("a", 0);

    assertThat(PendingTrainings.merge(pending, quiet("b", 30))).isEqualTo(pending);
    TrainingRequest later = PendingTrainings.merge(pending, quiet("b", 31));
    assertThat(later.dueAt()).isEqualTo(NOW.plusSeconds(121));
    assertThat(later.requestedAt()).isEqualTo(NOW);
    assertThat(later.id()).isEqualTo("a");
    assertThat(later.annotations()).isEqualTo(31);
  }

  @Test
  void enoughAnnotationsEndTheWaitForQuiet() {
    TrainingRequest merged = PendingTrainings.merge(quiet("a", 0), byNumber("b", 5));

    assertThat(merged.dueAt()).isEqualTo(NOW.plusSeconds(5));
    assertThat(merged.quiet()).isFalse();
    assertThat(PendingTrainings.merge(merged, quiet("c", 60))).isEqualTo(merged);
  }

  @Test
  void aPersonWaitsForNothing() {
    TrainingRequest afterFailure = request("a", "ANNOTATION_CREATED", 0, 480, false, 3);

    TrainingRequest merged = PendingTrainings.merge(afterFailure, button("b", 5));

    assertThat(merged)
        .isEqualTo(
            new TrainingRequest("a", "START_TRAINING", NOW, NOW.plusSeconds(5), false, 0, 5L));
    assertThat(PendingTrainings.merge(merged, byNumber("c", 6))).isEqualTo(merged);
    assertThat(PendingTrainings.merge(quiet("a", 0), button("b", 5)).dueAt())
        .isEqualTo(NOW.plusSeconds(5));
  }

  @Test
  void eventsDoNotShortenTheWaitAfterAFailure() {
    TrainingRequest afterFailure = request("a", "ANNOTATION_CREATED", 0, 480, false, 3);

    for (TrainingRequest event : new TrainingRequest[] {byNumber("b", 5), quiet("b", 5)}) {
      for (TrainingRequest merged :
          new TrainingRequest[] {
            PendingTrainings.merge(afterFailure, event), PendingTrainings.merge(event, afterFailure)
          }) {
        assertThat(merged.dueAt()).isEqualTo(NOW.plusSeconds(480));
        assertThat(merged.attempts()).isEqualTo(3);
      }
    }
  }
}
