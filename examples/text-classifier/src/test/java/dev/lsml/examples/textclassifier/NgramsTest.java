// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NgramsTest {
  @Test
  void wordsAndPairsOfWordsAreNamed() {
    assertThat(Ngrams.of("not good"))
        .hasSize(3)
        .contains(Ngrams.of("not"))
        .contains(Ngrams.of("good"));
    assertThat(Ngrams.of("not so good")).hasSize(5);
  }

  @Test
  void orderOfWordsMatters() {
    assertThat(Ngrams.of("good not bad")).isNotEqualTo(Ngrams.of("bad not good"));
    assertThat(Ngrams.of("ab c")).doesNotContain(Ngrams.of("abc"));
  }

  @Test
  void inScriptsWithoutSpacesRunsOfThreeCharactersAreNamedToo() {
    assertThat(Ngrams.of("不好吃")).hasSize(6); // 3 + 2 + 1
    assertThat(Ngrams.of("很好吃")).contains(Ngrams.of("好吃"));
  }

  @Test
  void everyOccurrenceIsListedInAscendingOrder() {
    int[] ngrams = Ngrams.of("so so so good");
    assertThat(ngrams).hasSize(7).isSorted();
    assertThat(Arrays.stream(ngrams).filter(n -> n == Ngrams.of("so")[0])).hasSize(3);
  }

  @Test
  void numbersAreWithinTheirRangeAndSeldomShared() {
    Set<Integer> numbers = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      int[] word = Ngrams.of("word" + i);
      assertThat(word[0]).isBetween(0, Ngrams.NUMBERS - 1);
      numbers.add(word[0]);
    }
    // By chance about 12 of 10,000 share one out of 4 million.
    assertThat(numbers).hasSizeGreaterThan(9_950);
  }

  @Test
  void numbersNeverChangeSinceFilesHoldThem() {
    assertThat(Ngrams.of("good")).containsExactly(GOOD);
    assertThat(Ngrams.of("不好吃")).containsExactly(NOT_TASTY);
  }

  private static final int[] GOOD = {2304719};
  private static final int[] NOT_TASTY = {630687, 1469961, 1701873, 1758648, 2092472, 2913552};
}
