// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.labelconfig.LabelConfigException;
import dev.lsml.core.labelconfig.LabelMap;
import dev.lsml.core.labelconfig.LabelTag;
import dev.lsml.core.labelconfig.ObjectTag;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Predictions;
import dev.lsml.core.result.RegionBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Choices} tag and the {@code Text} tag that it is about. Immutable.
 *
 * @param lengths how many words of the text the model gets
 */
record Question(ControlTag control, ObjectTag object, Lengths lengths) {

  /**
   * All questions of a label config, in document order; not those about a region of the text.
   *
   * @throws LabelConfigException when it has none
   */
  static List<Question> in(LabelConfig config) {
    List<Question> questions = new ArrayList<>();
    for (ControlTag control : config.controls().values()) {
      if (control.resultType().equals("choices") && !control.perRegion()) {
        for (String name : control.toNames()) {
          ObjectTag object = config.objects().get(name);
          if (object != null && object.type().equalsIgnoreCase("Text")) {
            questions.add(new Question(control, object, Lengths.of(control)));
            break;
          }
        }
      }
    }
    if (questions.isEmpty()) {
      throw new LabelConfigException(
          "There is nothing to classify",
          "the label config has no Choices on a Text",
          "Add <Text name=\"text\" value=\"$text\"/> <Choices name=\"label\" toName=\"text\">"
              + "<Choice value=\"A\"/><Choice value=\"B\"/></Choices>");
    }
    return questions;
  }

  /**
   * Which label stands for which class.
   *
   * @throws LabelConfigException when none does
   */
  LabelMap labels(List<String> classes) {
    LabelMap map = control.labelMap(classes);
    if (map.labels().isEmpty()) {
      throw new LabelConfigException(
          "No choice of " + control + " is a class of the model",
          "the model's classes are "
              + classes
              + " and the choices are "
              + control.labels().keySet(),
          "Say which class a choice stands for, such as <Choice value=\"Positive\""
              + " predicted_values=\""
              + classes.get(classes.size() - 1)
              + "\"/>");
    }
    return map;
  }

  /**
   * The task's text.
   *
   * @return {@code null} when the task has none
   * @throws dev.lsml.core.files.TaskFileException when the data is a text's address and nothing is
   *     there
   */
  @Nullable String text(Task task, ModelContext context) {
    String text = object.text(task.data());
    return text != null && "url".equals(object.valueType())
        ? new String(context.taskFiles().bytes(task, text), StandardCharsets.UTF_8)
        : text;
  }

  /**
   * The answer that is most probable. Classes with one label count together.
   *
   * @return {@code null} when it is a class without a label
   */
  @Nullable Answer answer(double[] probabilities, List<String> classes, LabelMap labels) {
    Map<String, Double> shares = new LinkedHashMap<>();
    double best = 0;
    for (int i = 0; i < probabilities.length; i++) {
      String label = labels.label(classes.get(i));
      best =
          Math.max(
              best,
              label == null
                  ? probabilities[i]
                  : shares.merge(label, probabilities[i], Double::sum));
    }
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      if (share.getValue() >= best) {
        return new Answer(region(share.getKey()), Math.min(1, best));
      }
    }
    return null;
  }

  /** One choice and its probability. */
  record Answer(RegionBuilder region, double score) {}

  private RegionBuilder region(String name) {
    LabelTag label = control.labels().get(name);
    RegionBuilder region =
        label != null && label.parent() != null
            ? Predictions.choicePaths(control, List.of(label.path()))
            : Predictions.choices(control, name);
    return region.toName(object.name());
  }
}
