// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.examples;

import static dev.lsml.testkit.PredictionAssert.assertThat;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Predictions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FewShotTextIT {
  private static final String CONFIG =
      "<View><Text name='text' value='$text'/><Choices name='topic' toName='text'>"
          + "<Choice value='A'/><Choice value='B'/></Choices></View>";

  @RegisterExtension static final LiveExample LIVE = new LiveExample("few-shot-text", CONFIG);

  @Test
  void fourAnnotationsTeachWhatTwoMeaninglessLabelsMean() throws Exception {
    LIVE.importTasks(
        List.of(
            Map.of("text", "I was charged twice"),
            Map.of("text", "Please send me an invoice"),
            Map.of("text", "The app crashes when I open it"),
            Map.of("text", "The page stays blank"),
            Map.of("text", "I would like my money back"),
            Map.of("text", "Nothing happens when I tap the icon")));
    ControlTag topic = LabelConfig.parse(CONFIG).control("topic");
    List<Task> tasks = LIVE.tasks();
    for (int i = 0; i < 4; i++) {
      LIVE.annotate(
          tasks.get(i), Predictions.choices(topic, i < 2 ? "A" : "B").prediction().result());
    }

    LIVE.train();
    List<Prediction> predictions = LIVE.retrievePredictions();

    assertThat(predictions.get(4)).labels("topic").containsExactly("A");
    assertThat(predictions.get(5)).labels("topic").containsExactly("B");
    assertThat(predictions.get(5)).hasScoreBetween(0.5, 1.0);
  }
}
