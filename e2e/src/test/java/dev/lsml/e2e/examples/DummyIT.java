// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.examples;

import static dev.lsml.testkit.PredictionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.protocol.Prediction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DummyIT {
  @RegisterExtension
  static final LiveExample LIVE =
      new LiveExample(
          "dummy",
          "<View><Text name='review' value='$text'/><Choices name='sentiment' toName='review'>"
              + "<Choice value='Positive'/><Choice value='Negative'/></Choices></View>");

  @Test
  void everyTaskGetsAChoiceThatStays() {
    LIVE.importTasks(List.of(Map.of("text", "Wonderful"), Map.of("text", "Awful")));

    List<Prediction> predictions = LIVE.retrievePredictions();

    assertThat(predictions).hasSize(2);
    for (Prediction prediction : predictions) {
      assertThat(prediction).hasScoreBetween(0, 1);
      assertThat(prediction).labels("sentiment").hasSize(1).isSubsetOf("Positive", "Negative");
    }
    assertThat(LIVE.version()).startsWith("dummy-v0-");
    assertThat(LIVE.retrievePredictions()).as("nothing is predicted again").hasSize(2);
  }
}
