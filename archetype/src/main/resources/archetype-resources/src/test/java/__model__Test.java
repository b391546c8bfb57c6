package ${package};

import static dev.lsml.testkit.PredictionAssert.assertThat;
import static dev.lsml.testkit.TestTasks.annotated;
import static dev.lsml.testkit.TestTasks.task;

import dev.lsml.core.result.Predictions;
import dev.lsml.testkit.TestBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

class ${model}Test {
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

  @Test
  void saysNothingUntilItHasLearned() {
    try (TestBackend backend = TestBackend.of(${model}.class, CONFIG)) {
      assertThat(backend.predict(task("text", "What a lovely film"))).isEmpty();

      var sentiment = backend.labelConfig().control("sentiment");
      backend.fit(
          List.of(
              annotated(
                  task("text", "lovely"), Predictions.choices(sentiment, "Positive").prediction()),
              annotated(
                  task("text", "dull"), Predictions.choices(sentiment, "Negative").prediction())));

      assertThat(backend.predict(task("text", "What a lovely film")))
          .labels("sentiment")
          .containsExactly("Positive");
    }
  }
}
