// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A model that predicts nothing and learns how many tasks there were, for ever where {@code
 * ECHO_MODEL} is {@code slow}.
 */
public final class EchoModel implements TrainableModel {
  @Override
  public List<Prediction> predict(List<Task> tasks, PredictContext context) {
    return tasks.stream().map(task -> Prediction.empty()).toList();
  }

  @Override
  public Map<String, Object> fit(List<AnnotatedTask> tasks, FitContext context)
      throws InterruptedException {
    if ("slow".equals(System.getenv("ECHO_MODEL"))) {
      System.out.println("fitting");
      new CountDownLatch(1).await();
    }
    return Map.of("tasks", tasks.size());
  }
}
