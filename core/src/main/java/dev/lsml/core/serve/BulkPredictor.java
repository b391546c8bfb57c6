// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.ProtocolCodec;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.CheckedPrediction;
import dev.lsml.core.result.ResultProblem;
import dev.lsml.core.result.ResultValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One model of one version, asked for any number of tasks without a server: the same call, check
 * and version name as {@code /predict}, but a task that the model fails for is told apart from one
 * that it has nothing to say about. Thread-safe; each call works in the thread that calls.
 */
public final class BulkPredictor implements AutoCloseable {
  private final ModelInstance.Use use;
  private final PredictContext context;
  private final BatchPredictor predictor;

  BulkPredictor(ModelInstance.Use use, Map<String, @Nullable Object> params, Metrics metrics) {
    this.use = use;
    this.context = new PredictContext(use.version(), null, params);
    this.predictor = new BatchPredictor(1, metrics);
  }

  /** The version that all predictions carry: what {@code /setup} would answer. */
  public String modelVersion() {
    return use.version();
  }

  /** The label config that the model was made for. */
  public LabelConfig labelConfig() {
    return use.labelConfig();
  }

  /** As many answers as tasks, in their order. */
  public List<BulkAnswer> predict(List<Task> tasks) {
    String[] failures = new String[tasks.size()];
    List<Prediction> predictions = predictor.predict(use.model(), tasks, context, failures);
    List<BulkAnswer> answers = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      String failure = failures[i];
      answers.add(
          failure == null ? checked(predictions.get(i)) : new BulkAnswer(null, failure, List.of()));
    }
    return answers;
  }

  private BulkAnswer checked(Prediction prediction) {
    CheckedPrediction checked = ResultValidator.check(use.labelConfig(), prediction);
    List<String> problems = new ArrayList<>(checked.problems().size());
    for (ResultProblem problem : checked.problems()) {
      problems.add(problem.message() + " (rule " + problem.rule() + ")");
    }
    return new BulkAnswer(
        ProtocolCodec.prediction(checked.prediction(), use.version()), null, problems);
  }

  /** Lets the model go. */
  @Override
  public void close() {
    use.close();
  }
}
