// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  @Test
  void itKnowsTheNgramsOfItsTexts() {
    Vocabulary vocabulary = Vocabulary.of(List.of("good food", "bad food"), 100);
    assertThat(vocabulary.size()).isEqualTo(5);
    assertThat(vocabulary.ngrams()).isSorted().contains(Ngrams.of("good food"));
    assertThat(vocabulary.features("unheard of").index()).isEmpty();
  }

  @Test
  void overTheLimitTheMostFrequentOnesStay() {
    Vocabulary vocabulary = Vocabulary.of(List.of("a b", "a c", "a d", "b e"), 2);
    assertThat(vocabulary.ngrams()).containsExactlyInAnyOrder(Ngrams.of("a")[0], Ngrams.of("b")[0]);
  }

  @Test
  void ofEquallyFrequentOnesTheLowerNumbersStay() {
    Vocabulary all = Vocabulary.of(List.of("a b c d"), 100);
    Vocabulary some = Vocabulary.of(List.of("a b c d"), 3);
    assertThat(some.ngrams()).containsExactly(all.ngrams()[0], all.ngrams()[1], all.ngrams()[2]);
  }

  @Test
  void aWordThatIsInEveryTextCountsLessThanARareOne() {
    Vocabulary vocabulary = Vocabulary.of(List.of("the soup", "the bread", "the salt"), 100);
    assertThat(vocabulary.rarity()[place(vocabulary, "the")]).isEqualTo(1f);
    assertThat(vocabulary.rarity()[place(vocabulary, "soup")])
        .isCloseTo((float) (1 + Math.log(4.0 / 2.0)), within(1e-6f));
  }

  @Test
  void aRepeatedWordCountsMoreButNotInProportion() {
    Vocabulary vocabulary = Vocabulary.of(List.of("so", "good"), 100);
    Vocabulary.Features features = vocabulary.features("so, good; so. so");
    double so = features.value()[features.index()[0] == place(vocabulary, "so") ? 0 : 1];
    double good = features.value()[features.index()[0] == place(vocabulary, "good") ? 0 : 1];
    assertThat(so / good).isCloseTo(1 + Math.log(3), within(1e-12));
  }

  @Test
  void everyTextHasLengthOne() {
    Vocabulary vocabulary = Vocabulary.of(List.of("good food", "bad food and bad service"), 100);
    for (String text : List.of("good", "bad food, bad food", "good unheard food")) {
      double squares = 0;
      for (double value : vocabulary.features(text).value()) {
        squares += value * value;
      }
      assertThat(squares).isCloseTo(1, within(1e-12));
    }
    assertThat(vocabulary.features("").value()).isEmpty();
  }

  private static int place(Vocabulary vocabulary, String word) {
    return java.util.Arrays.binarySearch(vocabulary.ngrams(), Ngrams.of(word)[0]);
  }
}
