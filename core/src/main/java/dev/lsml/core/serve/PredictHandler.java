// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.Json;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.protocol.PredictRequest;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.ProtocolCodec;
import dev.lsml.core.result.CheckedPrediction;
import dev.lsml.core.result.ResultProblem;
import dev.lsml.core.result.ResultValidator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /predict}: read, predict, check, write. Only what passed the check leaves, and every
 * prediction carries the version that {@code /setup} would answer. Thread-safe.
 */
final class PredictHandler implements HttpHandler {
  private static final Logger LOG = System.getLogger(PredictHandler.class.getName());

  private final Projects projects;
  private final BatchPredictor predictor;
  private final Metrics metrics;

  PredictHandler(Projects projects, BatchPredictor predictor, Metrics metrics) {
    this.projects = projects;
    this.predictor = predictor;
    this.metrics = metrics;
  }

  @Override
  public HttpResponse handle(HttpRequest http) throws Exception {
    PredictRequest request = ProtocolCodec.predict(Json.read(http.body()));
    try (ModelInstance.Use use = projects.of(request.project()).use(request.labelConfig())) {
      PredictContext context =
          new PredictContext(use.version(), request.interactive(), request.params());
      List<Prediction> predictions = predictor.predict(use.model(), request.tasks(), context);
      Check check = new Check(use.labelConfig());
      List<Map<String, @Nullable Object>> results = new ArrayList<>(predictions.size());
      for (int i = 0; i < predictions.size(); i++) {
        Prediction checked = check.of(predictions.get(i), request.tasks().get(i).id());
        // One version for all, or Label Studio would never recognise the prediction as up to date.
        results.add(ProtocolCodec.prediction(checked, use.version()));
      }
      check.report();
      metrics.add("lsml_predictions_total", results.size());
      return HttpResponse.streamedJson(200, out -> Json.write(Map.of("results", results), out));
    }
  }

  /** Left-out regions in one request are mostly of one kind: the log gets the first few. */
  private final class Check {
    private static final int LOGGED = 5;

    private final LabelConfig config;
    private int dropped;

    Check(LabelConfig config) {
      this.config = config;
    }

    Prediction of(Prediction prediction, @Nullable Long task) {
      CheckedPrediction checked = ResultValidator.check(config, prediction);
      for (ResultProblem problem : checked.problems()) {
        if (dropped++ < LOGGED) {
          LOG.log(
              Level.WARNING,
              "task " + task + ": " + problem.message() + " (rule " + problem.rule() + ")");
        }
      }
      return checked.prediction();
    }

    void report() {
      if (dropped > LOGGED) {
        LOG.log(Level.WARNING, "and " + (dropped - LOGGED) + " more such problems");
      }
      if (dropped > 0) {
        metrics.add("lsml_prediction_problems_total", dropped);
      }
    }
  }
}
