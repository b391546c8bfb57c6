// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import static dev.lsml.testkit.PredictionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import dev.lsml.testkit.TestBackend;
import dev.lsml.testkit.TestTasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OnnxTextTest {
  private static final String CONFIG =
      """
      <View>
        <Text name="text" value="$review"/>
        <Choices name="sentiment" toName="text" choice="single">
          <Choice value="Good" predicted_values="Positive"/>
          <Choice value="negative"/>
        </Choices>
      </View>
      """;

  /** Puts a model where a project has it that ships its model: below {@code model/}. */
  @BeforeAll
  static void shipModels() throws Exception {
    Path classes =
        Path.of(OnnxTextTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    TinyModel.sentiment().write(classes.resolve("model"));
    TinyModel.sentiment().classes("Positive\nNegative\n").write(classes.resolve("model/mirrored"));
  }

  @Test
  void aTextGetsTheLabelOfItsMostProbableClassWithTheProbabilityAsScore() {
    try (TestBackend backend = TestBackend.discover(CONFIG)) {
      Prediction good = backend.predict(review("A wonderful film."));
      Prediction bad = backend.predict(review("Awful"));

      assertThat(good).labels("sentiment").containsExactly("Good");
      assertThat(good).hasScoreBetween(0.87, 0.89); // 1 / (1 + e^-2)
      assertThat(good.result().get(0).json())
          .containsEntry("from_name", "sentiment")
          .containsEntry("to_name", "text")
          .containsEntry("type", "choices");
      assertThat(bad).labels("sentiment").containsExactly("negative");
      assertThat(bad).hasScoreBetween(0.999, 1);
      assertThat(backend.modelVersion()).startsWith("onnx-text-v0-");
    }
  }

  @Test
  void aTextIsJudgedTheSameAloneAndAmongLongerOnes() {
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      tasks.add(review("wonderful film" + " a".repeat(i)));
    }
    try (TestBackend backend = TestBackend.discover(CONFIG)) {
      List<Prediction> together = backend.predict(tasks);

      assertThat(together).hasSize(60);
      for (int i = 0; i < 60; i += 20) {
        assertThat(together.get(i).score()).isEqualTo(backend.predict(tasks.get(i)).score());
      }
      assertThat(together.get(0).score()).isGreaterThan(together.get(20).score());
    }
  }

  @Test
  void aTaskWithoutTextStaysEmpty() {
    try (TestBackend backend = TestBackend.discover(CONFIG)) {
      assertThat(backend.predict(review("  "))).isEmpty();
      assertThat(backend.predict(TestTasks.task("other", "wonderful"))).isEmpty();
    }
  }

  @Test
  void classesOfOneLabelCountTogetherAndOneWithoutALabelIsNotAnswered() {
    String both = CONFIG.replace("\"Positive\"", "\"Positive, Negative\"");
    String onlyGood = CONFIG.replace("<Choice value=\"negative\"/>", "");
    try (TestBackend backend = TestBackend.discover(both)) {
      Prediction any = backend.predict(review("A film."));
      assertThat(any).labels("sentiment").containsExactly("Good");
      assertThat(any).hasScoreBetween(1, 1);

      backend.setup(onlyGood, null);
      assertThat(backend.predict(review("wonderful"))).labels("sentiment").containsExactly("Good");
      assertThat(backend.predict(review("awful"))).isEmpty();
    }
  }

  @Test
  void everyChoicesOnATextIsAnsweredNestedOnesByTheirPath() {
    String two =
        """
        <View>
          <Text name="text" value="$review"/>
          <Choices name="mood" toName="text">
            <Choice value="Said"><Choice value="Positive"/><Choice value="Negative"/></Choice>
          </Choices>
          <Choices name="spoken" toName="text">
            <Choice value="Yes" predicted_values="Positive"/>
            <Choice value="No" predicted_values="Negative"/>
          </Choices>
        </View>
        """;
    try (TestBackend backend = TestBackend.discover(two)) {
      Prediction prediction = backend.predict(review("awful"));

      assertThat(prediction.result().get(0).value())
          .containsEntry("choices", List.of(List.of("Said", "Negative")));
      assertThat(prediction).labels("spoken").containsExactly("No");
    }
  }

  @Test
  void theExtraParamsChooseAnotherModelAndWithItAnotherVersion() {
    try (TestBackend backend = TestBackend.discover(CONFIG)) {
      String before = backend.modelVersion();

      backend.setup(CONFIG, Map.of("model", "mirrored"));

      assertThat(backend.modelVersion()).isNotEqualTo(before);
      assertThat(backend.predict(review("awful"))).labels("sentiment").containsExactly("Good");
    }
  }

  @Test
  void aConfigOfWhichNoChoiceIsAClassIsRefusedWithWhatToWrite() {
    String others = CONFIG.replace("Positive", "Pos").replace("negative", "Bad");
    try (TestBackend backend = TestBackend.discover(others)) {
      assertThatThrownBy(() -> backend.predict(review("awful")))
          .hasMessageContaining("the model's classes are [Negative, Positive]")
          .hasMessageContaining("the choices are [Good, Bad]")
          .hasMessageContaining("predicted_values=");
    }
  }

  @Test
  void aConfigWithoutChoicesOnATextOrWithImpossibleLengthsIsRefused() {
    String stars = "<View><Text name='t' value='$review'/><Rating name='r' toName='t'/></View>";
    String lengths = CONFIG.replace("choice=", "model_min_tokens=\"0\" choice=");
    try (TestBackend backend = TestBackend.discover(stars)) {
      assertThatThrownBy(() -> backend.predict(review("awful")))
          .hasMessageContaining("the label config has no Choices on a Text");
      backend.setup(lengths, null);
      assertThatThrownBy(() -> backend.predict(review("awful")))
          .hasMessageContaining("model_min_tokens is 0");
    }
  }

  private static Task review(String text) {
    return TestTasks.task("review", text);
  }
}
