// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.activelearning;

import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another model, whose answers it passes on with a score by which Label Studio can sort: the lower,
 * the less certain. Where the other model has no answer, its score stays. Thread-safe if the other
 * model is.
 */
public class Uncertain implements TrainableModel {
  private final TrainableModel model;
  private final Distribution distribution;
  private final Certainty certainty;

  /**
   * Goes around a model, which it closes when it is closed.
   *
   * @param distribution of that model's answers
   */
  public Uncertain(TrainableModel model, Distribution distribution, Certainty certainty) {
    this.model = model;
    this.distribution = distribution;
    this.certainty = certainty;
  }

  @Override
  public final List<Prediction> predict(List<Task> tasks, PredictContext context) throws Exception {
    List<Prediction> answers = model.predict(tasks, context);
    List<Prediction> scored = new ArrayList<>(answers.size());
    for (int i = 0; i < answers.size(); i++) {
      Prediction answer = answers.get(i);
      scored.add(
          answer.result().isEmpty()
              ? answer
              : answer.score(certainty.score(distribution.of(tasks.get(i), answer))));
    }
    return scored;
  }

  @Override
  public final Map<String, @Nullable Object> fit(List<AnnotatedTask> tasks, FitContext context)
      throws Exception {
    return model.fit(tasks, context);
  }

  @Override
  public final void close() throws Exception {
    model.close();
  }
}
