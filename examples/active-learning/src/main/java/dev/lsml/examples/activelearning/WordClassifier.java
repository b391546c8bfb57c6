// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.activelearning;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.labelconfig.ObjectTag;
import dev.lsml.core.labelconfig.TagPair;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Predictions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first {@code Choices} on a {@code Text}, by the words of the text. Before the first training
 * all choices are as probable. Immutable, hence thread-safe.
 */
final class WordClassifier implements TrainableModel {
  private final ControlTag control;
  private final ObjectTag object;
  private final List<String> labels;
  private final WordCounts counts;

  WordClassifier(ModelContext context) throws IOException {
    TagPair tags = tags(context.labelConfig());
    this.control = tags.control();
    this.object = tags.object();
    this.labels = List.copyOf(control.labels().keySet());
    this.counts = context.files() == null ? new WordCounts() : WordCounts.read(context.files());
  }

  private static TagPair tags(LabelConfig config) {
    return config.first("Choices", "Text");
  }

  ControlTag control() {
    return control;
  }

  /** How probable each choice is, in the order of the label config. */
  double[] probabilities(Task task) {
    return counts.probabilities(text(object, task), labels);
  }

  @Override
  public List<Prediction> predict(List<Task> tasks, PredictContext context) {
    List<Prediction> predictions = new ArrayList<>(tasks.size());
    for (Task task : tasks) {
      predictions.add(
          labels.isEmpty() || text(object, task).isBlank() ? Prediction.empty() : answer(task));
    }
    return predictions;
  }

  private Prediction answer(Task task) {
    double[] probabilities = probabilities(task);
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return Predictions.choices(control, labels.get(best))
        .toName(object.name())
        .score(probabilities[best])
        .prediction();
  }

  @Override
  public Map<String, @Nullable Object> fit(List<AnnotatedTask> tasks, FitContext fit)
      throws IOException {
    TagPair tags = tags(fit.labelConfig());
    WordCounts learned = new WordCounts();
    int examples = 0;
    for (AnnotatedTask each : tasks) {
      for (Region region : each.annotation().result()) {
        if (tags.control().name().equals(region.fromName())
            && region.value().get("choices") instanceof List<?> chosen
            && !chosen.isEmpty()) {
          learned.add(String.valueOf(chosen.get(0)), text(tags.object(), each.task()));
          examples++;
        }
      }
    }
    if (examples == 0) {
      throw new IllegalStateException(
          "Cannot train: none of the "
              + tasks.size()
              + " annotated tasks has a choice for "
              + tags.control()
              + ". Label some tasks.");
    }
    learned.write(fit.workFolder());
    fit.metric("examples", examples);
    return Map.of();
  }

  private static String text(ObjectTag object, Task task) {
    String text = object.text(task.data());
    return text == null ? "" : text;
  }
}
