// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
  @Test
  void textsThatMeanTheSameAreCloserThanTextsThatShareWords() {
    float[] asked = Sentences.shared().of("Where is my parcel?");

    assertThat(likeness(asked, Sentences.shared().of("The package has not been delivered.")))
        .isGreaterThan(likeness(asked, Sentences.shared().of("Where is my password?")));
    assertThat(likeness(asked, asked)).isCloseTo(1, within(1e-6));
  }

  @Test
  void aTextHasTheSameVectorAloneAndAmongOthersOnManyThreads() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      texts.add("ticket " + i + " " + "is about this and that ".repeat(i % 9));
    }

    List<float[]> together = Sentences.shared().all(texts);

    for (int i = 0; i < texts.size(); i++) {
      assertThat(together.get(i)).isEqualTo(Sentences.shared().of(texts.get(i)));
    }
  }

  @Test
  void everyTextHasAVectorEvenOneWithoutAWord() {
    for (String text : List.of("", "😀", "\u0000", "a".repeat(1_000_000), "word ".repeat(5_000))) {
      assertThat(Sentences.shared().of(text)).hasSize(Sentences.SIZE).doesNotContain(Float.NaN);
    }
  }

  private static double likeness(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
