// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BasicEnglishTest {
  @Test
  void wordsAreLowerCaseAndPunctuationIsWords() {
    assertThat(BasicEnglish.words("You can now install TorchText using pip!", 99))
        .containsExactly("you", "can", "now", "install", "torchtext", "using", "pip", "!");
    assertThat(BasicEnglish.words("It's (not) good, is it? No.", 99))
        .containsExactly("it", "'", "s", "(", "not", ")", "good", ",", "is", "it", "?", "no", ".");
  }

  @Test
  void lineBreaksSemicolonsColonsAndSpacesOfEveryKindSeparate() {
    assertThat(
            BasicEnglish.words(
                "one<br />two<BR /><br />three;four:five\tsix\u00a0seven\u0085eight", 99))
        .containsExactly("one", "two", "three", "four", "five", "six", "seven", "eight");
    assertThat(BasicEnglish.words("a<br/>b", 99)).containsExactly("a<br/>b");
  }

  @Test
  void quotationMarksVanishWithoutSeparating() {
    assertThat(BasicEnglish.words("\"so\" called", 99)).containsExactly("so", "called");
    assertThat(BasicEnglish.words("<br \"/>x", 99)).containsExactly("x");
  }

  @Test
  void whatComesAfterTheLastWordWantedIsNotLookedAt() {
    assertThat(BasicEnglish.words("one, two, three", 3)).containsExactly("one", ",", "two");
    assertThat(BasicEnglish.words("one two", 2)).containsExactly("one", "two");
    assertThat(BasicEnglish.words(" ", 9)).isEmpty();
  }
}
