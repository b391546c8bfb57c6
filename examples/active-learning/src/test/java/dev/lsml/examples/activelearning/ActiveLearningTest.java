// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.activelearning;

import static dev.lsml.testkit.PredictionAssert.assertThat;
import static dev.lsml.testkit.TestTasks.annotated;
import static dev.lsml.testkit.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.result.Predictions;
import dev.lsml.testkit.TestBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActiveLearningTest {
  private static final String CONFIG =
      """
      <View>
        <Text name="review" value="$text"/>
        <Choices name="sentiment" toName="review">
          <Choice value="Positive"/>
          <Choice value="Negative"/>
        </Choices>
      </View>
      """;
  private static final List<String> GOOD = List.of("wonderful", "great", "lovely", "superb");
  private static final List<String> BAD = List.of("awful", "boring", "dreadful", "dull");

  @Test
  void beforeAnyTrainingNothingIsCertain() {
    try (TestBackend backend = TestBackend.discover(CONFIG)) {
      Prediction prediction = backend.predict(task("text", "A wonderful film"));

      assertThat(prediction).labels("sentiment").containsExactly("Positive");
      assertThat(prediction).hasScoreBetween(0, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"confidence", "margin", "entropy"})
  void theTextThatSpeaksForBothHasTheLowestScore(String certainty) {
    String config = CONFIG.replace("<Choices ", "<Choices model_certainty='" + certainty + "' ");
    try (TestBackend backend = TestBackend.discover(config)) {
      backend.fit(reviews(backend, 0, 20));

      Prediction good = backend.predict(task("text", "wonderful, great"));
      Prediction torn = backend.predict(task("text", "wonderful, awful"));
      Prediction bad = backend.predict(task("text", "awful, dull"));

      assertThat(good).labels("sentiment").containsExactly("Positive");
      assertThat(bad).labels("sentiment").containsExactly("Negative");
      assertThat(torn.score()).isLessThan(good.score() / 2).isLessThan(bad.score() / 2);
    }
  }

  @Test
  void aTextWithoutWordsIsAskedAboutFirst() {
    try (TestBackend backend = TestBackend.discover(CONFIG)) {
      backend.fit(reviews(backend, 0, 4));
      assertThat(backend.predict(task("text", ""))).isEmpty().hasScoreBetween(0, 0);
    }
  }

  @Test
  void labellingTheLeastCertainTeachesMoreThanLabellingInOrder() {
    try (TestBackend inOrder = TestBackend.discover(CONFIG);
        TestBackend leastCertain = TestBackend.discover(CONFIG)) {
      // Most reviews say the same; those that say something else come last.
      List<AnnotatedTask> pool = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        pool.add(review(inOrder, i % 2 == 0, List.of(i % 2 == 0 ? "great" : "dull")));
      }
      pool.addAll(reviews(inOrder, 1, 40));
      inOrder.fit(pool.subList(0, 12));
      List<AnnotatedTask> labelled = new ArrayList<>(pool.subList(0, 4));
      List<AnnotatedTask> left = new ArrayList<>(pool.subList(4, pool.size()));
      while (labelled.size() < 12) {
        leastCertain.fit(labelled);
        AnnotatedTask next = left.get(0);
        double lowest = 2;
        for (AnnotatedTask each : left) {
          double score = leastCertain.predict(each.task()).score();
          if (score < lowest) {
            lowest = score;
            next = each;
          }
        }
        left.remove(next);
        labelled.add(next);
      }
      leastCertain.fit(labelled);

      assertThat(right(leastCertain)).isGreaterThan(right(inOrder) + 20);
    }
  }

  @Test
  void anUnknownCertaintyIsTold() {
    String config = CONFIG.replace("<Choices ", "<Choices model_certainty='doubt' ");
    try (TestBackend backend = TestBackend.discover(config)) {
      assertThatThrownBy(() -> backend.predict(task("text", "x")))
          .hasStackTraceContaining("Write confidence, margin or entropy");
    }
  }

  /** How many of a hundred other reviews are answered rightly. */
  private static int right(TestBackend backend) {
    int right = 0;
    for (AnnotatedTask each : reviews(backend, 2, 100)) {
      Object wanted = each.annotation().result().get(0).value();
      right += backend.predict(each.task()).result().get(0).value().equals(wanted) ? 1 : 0;
    }
    return right;
  }

  /** Made-up reviews, as many good as bad ones. */
  private static List<AnnotatedTask> reviews(TestBackend backend, int seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<AnnotatedTask> reviews = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> words = i % 2 == 0 ? GOOD : BAD;
      reviews.add(review(backend, i % 2 == 0, List.of(words.get(random.nextInt(words.size())))));
    }
    return reviews;
  }

  private static AnnotatedTask review(TestBackend backend, boolean good, List<String> words) {
    return annotated(
        task("text", "A film that is " + String.join(" and ", words)),
        Predictions.choices(
                backend.labelConfig().control("sentiment"), good ? "Positive" : "Negative")
            .prediction());
  }
}
