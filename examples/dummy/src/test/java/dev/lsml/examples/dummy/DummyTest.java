// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.dummy;

import static dev.lsml.testkit.PredictionAssert.assertThat;
import static dev.lsml.testkit.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.testkit.TestBackend;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DummyTest {
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
  void aTextGetsOneOfTheChoicesAndAlwaysTheSame() {
    try (TestBackend backend = TestBackend.discover(CONFIG)) {
      Prediction first = backend.predict(task("text", "A wonderful film"));
      assertThat(first).hasScoreBetween(0, 1);
      assertThat(first).labels("sentiment").hasSize(1).isSubsetOf("Positive", "Negative");

      backend.restart();
      Prediction second = backend.predict(task("text", "A wonderful film"));
      assertThat(choice(second)).isEqualTo(choice(first));
      assertThat(second.score()).isEqualTo(first.score());
    }
  }

  @Test
  void aHundredTextsGetEveryChoiceAboutAsOften() {
    try (TestBackend backend = TestBackend.discover(CONFIG)) {
      List<Task> tasks = IntStream.range(0, 100).mapToObj(i -> task("text", "Film " + i)).toList();

      long positive =
          backend.predict(tasks).stream().filter(p -> choice(p).equals("Positive")).count();

      assertThat(positive).isBetween(30L, 70L);
    }
  }

  @Test
  void namesAndChoicesAreThoseOfTheProject() {
    String other = CONFIG.replace("sentiment", "mood").replace("Positive", "Negative");
    try (TestBackend backend = TestBackend.discover(other)) {
      assertThat(backend.predict(task("text", "?"))).labels("mood").containsExactly("Negative");
    }
  }

  @Test
  void aLabelConfigThatAsksForSomethingElseIsToldSo() {
    String stars = "<View><Text name='t' value='$text'/><Rating name='stars' toName='t'/></View>";
    try (TestBackend backend = TestBackend.discover(stars)) {
      assertThatThrownBy(() -> backend.predict(task("text", "?")))
          .hasStackTraceContaining("No control tag of type Choices and object tag of type Text");
    }
  }

  private static Object choice(Prediction prediction) {
    Region region = prediction.result().get(0);
    return ((List<?>) region.value().get("choices")).get(0);
  }
}
