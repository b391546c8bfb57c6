// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.ordinary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.NoCredentials;
import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text classifier that reads its model from a bucket when it starts, one object, and keeps it.
 *
 * <p>Reads the environment variables {@code BENCH_BUCKET_URL} (a stub of Google's storage), {@code
 * BENCH_BUCKET} and {@code BENCH_OBJECT}.
 */
public final class OrdinaryFunction implements HttpFunction {
  private static final Pattern WORD_END = Pattern.compile("\\W+");

  private final ObjectMapper mapper = new ObjectMapper();
  private final Manifest manifest;

  /** Loads the model. */
  public OrdinaryFunction() throws IOException {
    Storage storage =
        StorageOptions.newBuilder()
            .setHost(System.getenv("BENCH_BUCKET_URL"))
            .setProjectId("bench")
            .setCredentials(NoCredentials.getInstance())
            .build()
            .getService();
    byte[] bytes =
        storage.readAllBytes(System.getenv("BENCH_BUCKET"), System.getenv("BENCH_OBJECT"));
    manifest = mapper.readValue(bytes, Manifest.class);
  }

  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    if (!request.getPath().equals("/predict")) {
      response.setStatusCode(404);
      return;
    }
    PredictRequest body = mapper.readValue(request.getInputStream(), PredictRequest.class);
    List<PredictResponse.Prediction> results = new ArrayList<>();
    for (PredictRequest.Task task : body.tasks()) {
      results.add(predict(task));
    }
    response.setContentType("application/json");
    mapper.writeValue(response.getOutputStream(), new PredictResponse(results));
  }

  private PredictResponse.Prediction predict(PredictRequest.Task task) {
    double[] scores = new double[manifest.labels().size()];
    JsonNode text = task.data().get("text");
    String lower = text == null ? "" : text.asText().toLowerCase(Locale.ROOT);
    for (String word : WORD_END.split(lower, -1)) {
      double[] weights = manifest.weights().get(word);
      for (int i = 0; weights != null && i < scores.length; i++) {
        scores[i] += weights[i];
      }
    }
    int best = 0;
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += Math.exp(scores[i]);
      best = scores[i] > scores[best] ? i : best;
    }
    PredictResponse.Region region =
        new PredictResponse.Region(
            "r" + task.id(),
            "sentiment",
            "text",
            "choices",
            new PredictResponse.Value(List.of(manifest.labels().get(best))));
    return new PredictResponse.Prediction(
        manifest.version(), Math.exp(scores[best]) / sum, List.of(region));
  }
}
