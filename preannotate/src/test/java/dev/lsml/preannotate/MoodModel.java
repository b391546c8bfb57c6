// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.labelconfig.ObjectTag;
import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.ModelInfo;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls what is written in capitals angry; fails for BOOM, and answers WRONG with nonsense. */
@ModelInfo(name = "mood", version = "1")
public final class MoodModel implements LabelStudioModel {
  static final String CONFIG =
      """
      <View>
        <Text name="t" value="$text"/>
        <Choices name="c" toName="t"><Choice value="Angry"/><Choice value="Calm"/></Choices>
      </View>
      """;

  private final ControlTag control;
  private final ObjectTag object;

  public MoodModel(ModelContext context) {
    control = context.labelConfig().control("c");
    object = context.labelConfig().object("t");
  }

  @Override
  public List<Prediction> predict(List<Task> tasks, PredictContext context) {
    List<Prediction> predictions = new ArrayList<>();
    for (Task task : tasks) {
      String text = String.valueOf(object.text(task.data()));
      if (text.contains("BOOM")) {
        throw new IllegalStateException("it went boom");
      }
      boolean loud = !text.isEmpty() && text.equals(text.toUpperCase(java.util.Locale.ROOT));
      predictions.add(
          text.contains("WRONG")
              ? Prediction.of(
                  List.of(
                      new Region(
                          Map.of(
                              "from_name", "c",
                              "to_name", "t",
                              "type", "choices",
                              "value", Map.of("choices", List.of("Nonsense"))))),
                  0.5)
              : Predictions.choices(control, loud ? "Angry" : "Calm").score(0.8).prediction());
    }
    return predictions;
  }
}
