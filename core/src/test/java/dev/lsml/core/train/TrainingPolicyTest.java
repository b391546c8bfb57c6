// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static dev.lsml.core.train.TrainingPolicy.Wish.COUNT;
import static dev.lsml.core.train.TrainingPolicy.Wish.NOTHING;
import static dev.lsml.core.train.TrainingPolicy.Wish.NOW;
import static dev.lsml.core.train.TrainingPolicy.Wish.WHEN_QUIET;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingPolicyTest {
  private final TrainingPolicy byNumber = new TrainingPolicy(10, Duration.ZERO);
  private final TrainingPolicy byTime = new TrainingPolicy(0, Duration.ofSeconds(60));
  private final TrainingPolicy both = new TrainingPolicy(10, Duration.ofSeconds(60));
  private final TrainingPolicy never = new TrainingPolicy(0, Duration.ZERO);

  @Test
  void theButtonAlwaysTrains() {
    assertThat(never.decide("START_TRAINING", 0)).isEqualTo(NOW);
    assertThat(both.decide("START_TRAINING", 0)).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ANNOTATION_CREATED",
        "ANNOTATIONS_CREATED",
        "ANNOTATION_UPDATED",
        "ANNOTATION_DELETED",
        "ANNOTATIONS_DELETED"
      })
  void changesOfAnnotationsTrainByNumberOrByTimeOrNotAtAll(String action) {
    assertThat(byNumber.decide(action, 9)).isEqualTo(COUNT);
    assertThat(byNumber.decide(action, 10)).isEqualTo(NOW);
    assertThat(byTime.decide(action, 1000)).isEqualTo(WHEN_QUIET);
    assertThat(both.decide(action, 9)).isEqualTo(WHEN_QUIET);
    assertThat(both.decide(action, 10)).isEqualTo(NOW);
    assertThat(never.decide(action, 1000)).isEqualTo(COUNT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TASKS_CREATED", "PROJECT_UPDATED", "LABEL_LINK_CREATED", "", "NEW_2027"})
  void everythingElseDoesNotTrain(String action) {
    assertThat(both.decide(action, 1000)).isEqualTo(NOTHING);
  }
}
