// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.examples;

import static dev.lsml.testkit.PredictionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.protocol.Prediction;
import dev.lsml.examples.onnxtext.TinyModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OnnxTextIT {
  private static final Path MODEL = Path.of("target", "e2e", "OnnxTextIT-model").toAbsolutePath();

  @RegisterExtension
  static final LiveExample LIVE =
      new LiveExample(
          "onnx-text",
          "<View><Text name='text' value='$review'/><Choices name='sentiment' toName='text'"
              + " choice='single'><Choice value='Good' predicted_values='Positive'/>"
              + "<Choice value='Bad' predicted_values='Negative'/></Choices></View>",
          Map.of("ONNX_MODEL", MODEL.toString()));

  @Test
  void reviewsGetTheLabelsOfTheModelsClasses() throws Exception {
    TinyModel.sentiment().write(MODEL);
    LIVE.importTasks(
        List.of(
            Map.of("review", "A wonderful film.<br />Wonderful!"), Map.of("review", "\"Awful\"")));

    List<Prediction> predictions = LIVE.retrievePredictions();

    assertThat(predictions).hasSize(2);
    assertThat(predictions.get(0)).labels("sentiment").containsExactly("Good");
    assertThat(predictions.get(1)).labels("sentiment").containsExactly("Bad");
    assertThat(predictions.get(1)).hasScoreBetween(0.99, 1);
    assertThat(LIVE.version()).startsWith("onnx-text-v0-");
  }
}
