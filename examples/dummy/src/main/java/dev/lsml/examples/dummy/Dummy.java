// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.dummy;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Predictions;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws one of the label config's choices for every text; the same one whenever the same text is
 * asked about. Immutable, hence thread-safe.
 */
public final class Dummy implements LabelStudioModel {
  private final ControlTag control;
  private final List<String> choices;

  /** Looks up the first {@code Choices} on a {@code Text}, whatever the project calls them. */
  public Dummy(ModelContext context) {
    control = context.labelConfig().first("Choices", "Text").control();
    choices = List.copyOf(control.labels().keySet());
  }

  @Override
  public List<Prediction> predict(List<Task> tasks, PredictContext context) {
    return tasks.stream().map(this::predict).toList();
  }

  private Prediction predict(Task task) {
    SplittableRandom random = new SplittableRandom(task.data().hashCode());
    String choice = choices.get(random.nextInt(choices.size()));
    return Predictions.choices(control, choice).score(random.nextDouble()).prediction();
  }
}
