// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.examples.textclassifier.Chooser.Choice;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorTest {
  private static final List<String> LABELS = List.of("Sport", "Foreign politics", "天气", "—");
  private final Prior prior = new Prior(LABELS, LABELS);

  @Test
  void aTextThatNamesNoLabelGetsTheFirstWithALowScore() {
    assertThat(prior.choose("Nothing of the kind", false))
        .isEqualTo(new Choice(List.of("Sport"), 0.2));
    assertThat(prior.choose("Nothing of the kind", true))
        .isEqualTo(new Choice(List.of("Sport"), 0.2));
    assertThat(new Prior(List.of("Only"), List.of("Only")).choose("x", false))
        .isEqualTo(new Choice(List.of("Only"), 0.5));
  }

  @Test
  void aLabelNamedInTheTextIsChosen() {
    assertThat(prior.choose("All about FOREIGN politics.", false))
        .isEqualTo(new Choice(List.of("Foreign politics"), 0.5));
    assertThat(prior.choose("Foreign affairs, inner politics", false).labels())
        .containsExactly("Sport");
    assertThat(prior.choose("今天的天气很好", false).labels()).containsExactly("天气");
  }

  @Test
  void ofSeveralNamedLabelsASingleChoiceTakesTheFirstAndAMultipleOneAll() {
    String text = "天气 and sport";
    assertThat(prior.choose(text, false)).isEqualTo(new Choice(List.of("Sport"), 1.0 / 3));
    assertThat(prior.choose(text, true)).isEqualTo(new Choice(List.of("Sport", "天气"), 1.0 / 3));
  }

  @Test
  void aLabelWithoutLettersIsNeverTakenAsNamed() {
    assertThat(prior.choose("— and —", true).labels()).containsExactly("Sport");
  }
}
