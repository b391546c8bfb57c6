// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReviewsTest {
  private static final List<String> LABELS = List.of(Reviews.POSITIVE, Reviews.NEGATIVE);

  @Test
  void theFileOfReviewsIsWhatTheGeneratorMakes() throws IOException {
    try (InputStream file = Reviews.class.getResourceAsStream("reviews.csv")) {
      assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(Reviews.csv(Reviews.generate(500, 42)));
    }
  }

  @Test
  void halfOfTheReviewsArePositiveAndMostAreDifferent() {
    List<Reviews.Review> reviews = Reviews.generate(500, 7);
    Set<String> texts = new HashSet<>();
    int positive = 0;
    for (Reviews.Review review : reviews) {
      texts.add(review.text());
      positive += review.sentiment().equals(Reviews.POSITIVE) ? 1 : 0;
    }
    assertThat(positive).isEqualTo(250);
    assertThat(texts).hasSizeGreaterThan(450);
  }

  @Test
  void sixtyLabelsTeachMuchMoreThanThePriorKnows() {
    List<Example> reviews = examples(500, 42);
    List<Example> labelled = reviews.subList(0, 60);
    List<Example> others = reviews.subList(60, 500);
    double before = accuracy(new Chooser(LABELS, false, null), others);
    double after = accuracy(new Chooser(LABELS, false, Trainer.train(labelled, LABELS)), others);
    assertThat(before).isBetween(0.45, 0.55);
    assertThat(after).isGreaterThan(0.7);
  }

  static List<Example> examples(int count, long seed) {
    return Reviews.generate(count, seed).stream()
        .map(review -> new Example(review.text(), List.of(review.sentiment())))
        .toList();
  }

  static double accuracy(Chooser chooser, List<Example> examples) {
    int right = 0;
    for (Example example : examples) {
      right +=
          List.copyOf(example.labels()).equals(chooser.choose(example.text()).labels()) ? 1 : 0;
    }
    return (double) right / examples.size();
  }
}
