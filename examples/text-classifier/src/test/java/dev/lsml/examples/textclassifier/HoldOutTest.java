// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoldOutTest {
  @Test
  void oneExampleInFiveIsHeldOutOfEveryAnswer() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      examples.add(new Example("text " + i, Set.of(i < 80 ? "common" : "rare")));
    }
    HoldOut.Split split = HoldOut.split(examples);
    assertThat(split.heldOut()).hasSize(20).doesNotContainAnyElementsOf(split.training());
    assertThat(split.training()).hasSize(80);
    assertThat(split.heldOut().stream().filter(e -> e.labels().contains("rare"))).hasSize(4);
  }

  @Test
  void theOrderOfTheExamplesDoesNotChangeTheSplit() {
    List<Example> examples = new ArrayList<>(TrainerTest.topics(3, 50, 1));
    HoldOut.Split before = HoldOut.split(examples);
    Collections.shuffle(examples, new Random(9));
    assertThat(HoldOut.split(examples)).isEqualTo(before);
  }

  @Test
  void accuracyIsMeasuredBesideThatOfTheCommonestAnswer() {
    List<Example> examples = TrainerTest.topics(2, 200, 1);
    Map<String, Object> metrics = HoldOut.measure(examples, TrainerTest.labels(2), false);
    assertThat((Double) metrics.get("accuracy")).isBetween(0.8, 1.0);
    assertThat(metrics)
        .containsEntry("accuracy_of_always_the_same", 0.5)
        .containsEntry("held_out", 40);
  }

  @Test
  void labelsThatHaveNothingToDoWithTheTextAreNotPredicted() {
    Random random = new Random(3);
    List<Example> noise = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      noise.add(new Example("text " + random.nextInt(50), Set.of("topic" + random.nextInt(2))));
    }
    Map<String, Object> metrics = HoldOut.measure(noise, TrainerTest.labels(2), false);
    assertThat((Double) metrics.get("accuracy")).isBetween(0.3, 0.7);
  }

  @Test
  void aMultipleChoiceIsRightOnlyAsAWhole() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      // The second label is a coin that no text tells: half of the answers are right as a whole.
      boolean coin = new Random(i * 31L).nextInt(100) < 50;
      examples.add(new Example("text" + i, coin ? Set.of("A", "B") : Set.of("A")));
    }
    Map<String, Object> metrics = HoldOut.measure(examples, List.of("A", "B"), true);
    assertThat((Double) metrics.get("accuracy")).isBetween(0.2, 0.8);
  }

  @Test
  void tooFewExamplesGiveASentenceInsteadOfANumber() {
    Map<String, Object> metrics =
        HoldOut.measure(TrainerTest.topics(2, 49, 1), TrainerTest.labels(2), false);
    assertThat(metrics)
        .containsOnly(Map.entry("accuracy", "too few examples: 50 are needed, there are 49"));
  }

  @Test
  void examplesOfOneLabelOnlyGiveASentenceInsteadOfANumber() {
    Map<String, Object> metrics =
        HoldOut.measure(TrainerTest.topics(1, 100, 1), TrainerTest.labels(2), false);
    assertThat(metrics)
        .containsOnly(Map.entry("accuracy", "too few labels: every example has the same"));
  }
}
