// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.http.Headers;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prediction that somebody asked for with the form of the status page: the pasted task goes to
 * {@code /predict} as Label Studio would send it, with the project's own label config. Immutable.
 *
 * @param status of the answer
 * @param json what was asked and what came of it, for the page
 */
record TriedPrediction(int status, Map<String, @Nullable Object> json) {
  private static final int MAX_BYTES = 1 << 20;

  /**
   * Why this form is not taken: a page of another site sent it, with credentials that the browser
   * remembers, or it is none.
   *
   * @return {@code null} when it is taken
   */
  static @Nullable HttpResponse refusal(HttpRequest request) {
    String site = request.headers().first("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return HttpResponse.error(
          403,
          "The form was sent by another site",
          "the browser says Sec-Fetch-Site: " + (site.length() > 20 ? "?" : site),
          "open the status page of this backend and send its own form");
    }
    if (!request.headers().contains("Content-Type", "application/x-www-form-urlencoded")) {
      return HttpResponse.error(
          415,
          "POST /status takes the form of the status page",
          "the Content-Type is not application/x-www-form-urlencoded",
          "open /status in a browser; programs send tasks to /predict");
    }
    return null;
  }

  /** Asks for the prediction. Whatever goes wrong is part of the answer. */
  static TriedPrediction of(HttpRequest form, HttpHandler predict) throws IOException {
    byte[] body = form.body().readNBytes(MAX_BYTES + 1);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    if (body.length > MAX_BYTES) {
      return failed(json, 413, "The pasted task is over the limit of a megabyte", "paste less");
    }
    Map<String, String> fields = HttpRequest.parameters(new String(body, StandardCharsets.UTF_8));
    String project = fields.getOrDefault("project", "");
    String pasted = fields.getOrDefault("task", "");
    json.put("project", project);
    json.put("task", pasted);
    List<Object> tasks;
    try {
      tasks = tasks(Json.read(pasted));
    } catch (JsonException e) {
      return failed(
          json,
          400,
          "The pasted task is not JSON: " + e.getMessage(),
          "paste the data of a task, such as {\"text\": \"Great\"}; texts and keys need double"
              + " quotes");
    }
    HttpResponse answer =
        new ErrorBoundary(predict)
            .handle(
                new HttpRequest(
                    "POST",
                    "/predict",
                    null,
                    Headers.empty(),
                    new ByteArrayInputStream(
                        Json.bytes(Map.of("project", project, "tasks", tasks)))));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    answer.body().writeTo(bytes);
    json.put("answer", Json.read(bytes.toByteArray()));
    return new TriedPrediction(answer.status(), json);
  }

  /** Whole tasks are taken as they are; anything else is the data of one. */
  private static List<Object> tasks(@Nullable Object pasted) {
    List<Object> tasks = new ArrayList<>();
    for (Object item : pasted instanceof List<?> list ? list : singleton(pasted)) {
      if (!(item instanceof Map<?, ?> map)) {
        throw new JsonException("it must be an object or an array of objects");
      }
      tasks.add(map.get("data") instanceof Map<?, ?> ? map : Map.of("data", map));
    }
    return tasks;
  }

  private static List<@Nullable Object> singleton(@Nullable Object item) {
    List<@Nullable Object> list = new ArrayList<>();
    list.add(item);
    return list;
  }

  private static TriedPrediction failed(
      Map<String, @Nullable Object> json, int status, String problem, String remedy) {
    json.put("answer", Map.of("error", problem, "remedy", remedy));
    return new TriedPrediction(status, json);
  }
}
