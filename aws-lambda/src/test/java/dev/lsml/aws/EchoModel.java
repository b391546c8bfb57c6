// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import java.util.List;
import java.util.Map;

/** A model that predicts nothing and learns how many tasks there were. */
public final class EchoModel implements TrainableModel {
  @Override
  public List<Prediction> predict(List<Task> tasks, PredictContext context) {
    return tasks.stream().map(task -> Prediction.empty()).toList();
  }

  @Override
  public Map<String, Object> fit(List<AnnotatedTask> tasks, FitContext context) {
    return Map.of("tasks", tasks.size());
  }
}
