// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.ordinary;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that answers {@code /predict} at all: beans in, beans out, no model, no check of any
 * kind. What the framework and data binding themselves can do.
 */
public final class BareFunction implements HttpFunction {
  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    PredictRequest body = mapper.readValue(request.getInputStream(), PredictRequest.class);
    List<PredictResponse.Prediction> results = new ArrayList<>();
    for (PredictRequest.Task task : body.tasks()) {
      PredictResponse.Region region =
          new PredictResponse.Region(
              "r" + task.id(),
              "sentiment",
              "text",
              "choices",
              new PredictResponse.Value(List.of("Positive")));
      results.add(new PredictResponse.Prediction("bare-v1-000000", 0.5, List.of(region)));
    }
    response.setContentType("application/json");
    mapper.writeValue(response.getOutputStream(), new PredictResponse(results));
  }
}
