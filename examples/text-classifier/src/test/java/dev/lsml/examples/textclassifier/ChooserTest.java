// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lsml.examples.textclassifier.Chooser.Choice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChooserTest {
  private static final List<String> AB = List.of("A", "B");

  @Test
  void theScoreOfASingleChoiceIsItsProbabilityAndProbabilitiesSumUpToOne() {
    LinearModel model = Trainer.train(TrainerTest.topics(4, 80, 1), TrainerTest.labels(4));
    Chooser chooser = new Chooser(TrainerTest.labels(4), false, model);
    for (Example example : TrainerTest.topics(4, 20, 2)) {
      double[] probabilities = chooser.probabilities(model, example.text());
      assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-12));
      assertThat(chooser.choose(example.text()).score())
          .isEqualTo(Arrays.stream(probabilities).max().getAsDouble());
    }
  }

  @Test
  void aLabelThatLeftTheConfigIsNeverChosen() {
    LinearModel model = Trainer.train(TrainerTest.topics(3, 60, 1), TrainerTest.labels(3));
    Chooser chooser = new Chooser(List.of("topic0", "topic2"), false, model);
    for (Example example : TrainerTest.topics(3, 30, 2)) {
      Choice choice = chooser.choose(example.text());
      assertThat(choice.labels()).isSubsetOf("topic0", "topic2").hasSize(1);
      assertThat(choice.score()).isBetween(0.5, 1.0);
    }
  }

  @Test
  void aLabelNewToTheConfigIsImprobableButPossible() {
    LinearModel model = Trainer.train(TrainerTest.topics(2, 60, 1), TrainerTest.labels(2));
    Chooser chooser = new Chooser(List.of("topic0", "new", "topic1"), false, model);
    double[] probabilities = chooser.probabilities(model, "word0x1 word0x2");
    assertThat(probabilities[1]).isCloseTo(1.0 / 62 / (1 + 1.0 / 62), within(1e-9));
    assertThat(chooser.choose("word0x1 word0x2").labels()).containsExactly("topic0");
  }

  @Test
  void whenAllLearnedLabelsLeftTheConfigThePriorIsBack() {
    LinearModel model = Trainer.train(TrainerTest.topics(2, 20, 1), TrainerTest.labels(2));
    assertThat(new Chooser(AB, false, model).choose("word0x1"))
        .isEqualTo(new Choice(List.of("A"), 1.0 / 3));
  }

  @Test
  void aMultipleChoiceTakesEveryLikelyLabelAndScoresTheLeastLikelyOfThem() {
    Chooser chooser = new Chooser(AB, true, Trainer.train(combinations(false), AB));
    assertThat(chooser.choose("apples").labels()).containsExactly("A");
    assertThat(chooser.choose("bananas").labels()).containsExactly("B");
    Choice both = chooser.choose("apples and bananas");
    assertThat(both.labels()).containsExactly("A", "B");
    double[] probabilities =
        chooser.probabilities(Trainer.train(combinations(false), AB), "apples and bananas");
    assertThat(both.score())
        .isEqualTo(Math.min(probabilities[0], probabilities[1]))
        .isBetween(0.5, 1.0);
  }

  @Test
  void aMultipleChoiceIsLeftEmptyOnlyIfPeopleHaveDoneSo() {
    Choice empty = new Chooser(AB, true, Trainer.train(combinations(true), AB)).choose("rain");
    assertThat(empty.labels()).isEmpty();
    assertThat(empty.score()).isBetween(0.5, 1.0);

    List<Example> rare = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rare.add(new Example("text" + i, Set.of("label" + i % 4)));
    }
    List<String> labels = List.of("label0", "label1", "label2", "label3");
    Choice likeliest = new Chooser(labels, true, Trainer.train(rare, labels)).choose("unheard");
    assertThat(likeliest.labels()).hasSize(1);
    assertThat(likeliest.score()).isLessThan(0.5);
  }

  @Test
  void everyScriptIsLearned() {
    List<String> labels = List.of("good", "bad");
    String[][] texts = {
      {"这家餐厅很好吃", "很好吃，服务好", "不好吃，太贵", "难吃，不好吃", "真的很好吃", "真的不好吃"},
      {"อาหารอร่อยมาก", "อร่อยและถูก", "อาหารแย่มาก", "แย่และแพง", "ร้านนี้อร่อย", "ร้านนี้แย่"},
      {"الطعام لذيذ جدا", "مطعم لذيذ", "الطعام سيئ جدا", "مطعم سيئ", "لذيذ", "سيئ"},
      {"खाना स्वादिष्ट था", "बहुत स्वादिष्ट", "खाना बेकार था", "बहुत बेकार", "स्वादिष्ट", "बेकार"},
      {"meal 😀", "service 😀😀", "meal 😡", "service 😡", "😀", "😡"}
    };
    for (String[] script : texts) {
      List<Example> examples =
          List.of(
              new Example(script[0], Set.of("good")),
              new Example(script[1], Set.of("good")),
              new Example(script[2], Set.of("bad")),
              new Example(script[3], Set.of("bad")));
      Chooser chooser = new Chooser(labels, false, Trainer.train(examples, labels));
      assertThat(chooser.choose(script[4]).labels()).as(script[4]).containsExactly("good");
      assertThat(chooser.choose(script[5]).labels()).as(script[5]).containsExactly("bad");
    }
  }

  @Test
  void noTextGivesAnythingButAProbability() {
    LinearModel model = Trainer.train(TrainerTest.topics(2, 20, 1), TrainerTest.labels(2));
    for (boolean multiple : new boolean[] {false, true}) {
      Chooser chooser = new Chooser(TrainerTest.labels(2), multiple, model);
      for (String text :
          List.of("", "?", "unheard", "\ud800", "a".repeat(300_000), "word0x1 ".repeat(9_999))) {
        assertThat(chooser.choose(text).score()).isBetween(0.0, 1.0);
      }
    }
  }

  /** Apples stand for A and bananas for B; rain, if anybody has met it, for neither. */
  private static List<Example> combinations(boolean withNeither) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      examples.add(new Example("apples " + i, Set.of("A")));
      examples.add(new Example("bananas " + i, Set.of("B")));
      examples.add(new Example("apples and bananas " + i, Set.of("A", "B")));
      if (withNeither) {
        examples.add(new Example("rain " + i, Set.of()));
      }
    }
    return examples;
  }
}
