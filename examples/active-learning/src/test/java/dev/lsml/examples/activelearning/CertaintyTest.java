// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.activelearning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertaintyTest {
  @ParameterizedTest
  @EnumSource
  void aGuessIsNoneAndKnowledgeIsAll(Certainty certainty) {
    assertThat(certainty.score(new double[] {0.25, 0.25, 0.25, 0.25})).isCloseTo(0, within(1e-9));
    assertThat(certainty.score(new double[] {0, 1, 0})).isCloseTo(1, within(1e-9));
    assertThat(certainty.score(new double[] {1})).isEqualTo(1);
  }

  @Test
  void theyDifferWhereThereAreMoreThanTwoLabels() {
    double[] two = {0.5, 0.5, 0.0}; // two labels compete
    double[] all = {0.5, 0.25, 0.25}; // one is ahead, of many

    assertThat(Certainty.CONFIDENCE.score(two)).isCloseTo(0.25, within(1e-9));
    assertThat(Certainty.CONFIDENCE.score(all)).isCloseTo(0.25, within(1e-9));
    assertThat(Certainty.MARGIN.score(two)).isEqualTo(0);
    assertThat(Certainty.MARGIN.score(all)).isCloseTo(0.25, within(1e-9));
    assertThat(Certainty.ENTROPY.score(two)).isGreaterThan(Certainty.ENTROPY.score(all));
  }

  @Test
  void aScoreAloneIsADistributionToo() throws Exception {
    Prediction answer = Prediction.of(List.of(), 0.7);

    double[] probabilities = Distribution.byScore(4).of(Task.of(Map.of()), answer);

    assertThat(probabilities).containsExactly(new double[] {0.7, 0.1, 0.1, 0.1}, within(1e-9));
  }

  @Test
  void aNameThatThereIsNotIsToldWithThoseThatThereAre() {
    assertThat(Certainty.named(null)).isEqualTo(Certainty.MARGIN);
    assertThat(Certainty.named("entropy")).isEqualTo(Certainty.ENTROPY);
    assertThatThrownBy(() -> Certainty.named("doubt"))
        .hasMessage(
            "The label config asks for an unknown certainty: model_certainty is 'doubt'. Write"
                + " confidence, margin or entropy.");
  }
}
