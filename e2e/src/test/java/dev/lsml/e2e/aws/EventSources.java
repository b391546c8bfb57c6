// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.aws;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.AwsApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Event source mappings. The stand-in would hand messages to a function of its own, so that it
 * believes all of them to be disabled; whoever asks through here is told what was applied. As
 * Lambda does, a queue is refused that shows a message again before the function may be done with
 * it. Thread-safe.
 */
public final class EventSources implements AwsFilter {
  private final AwsApi upstream;
  private final Set<String> disabled = ConcurrentHashMap.newKeySet();

  public EventSources(AwsApi upstream) {
    this.upstream = upstream;
  }

  @Override
  public AwsCall.Answer answer(AwsCall call, Next next) throws IOException, InterruptedException {
    List<String> path = call.path();
    if (!call.service().equals("lambda")
        || path.size() < 2
        || !path.get(1).equals("event-source-mappings")) {
      return next.answer(call);
    }
    AwsCall passed = call;
    @Nullable Boolean enabled = null;
    if (call.method().equals("POST") || call.method().equals("PUT")) {
      Map<String, @Nullable Object> body = new LinkedHashMap<>(call.view().object());
      if (call.method().equals("POST") || body.get("Enabled") != null) {
        enabled = !Boolean.FALSE.equals(body.get("Enabled"));
      }
      if (call.method().equals("POST")) {
        String refusal = refusal(JsonView.of(body));
        if (refusal != null) {
          return AwsCall.Answer.refusal(400, "InvalidParameterValueException", refusal);
        }
      }
      body.put("Enabled", false);
      passed = call.withBody(body);
    }
    AwsCall.Answer answer = next.answer(passed);
    if (!answer.isGood() || answer.body().length == 0) {
      return answer;
    }
    Map<String, @Nullable Object> told = new LinkedHashMap<>(answer.view().object());
    if (enabled != null) {
      String uuid = String.valueOf(told.get("UUID"));
      if (enabled) {
        disabled.remove(uuid);
      } else {
        disabled.add(uuid);
      }
    }
    if (told.get("EventSourceMappings") instanceof List<?> all) {
      List<Object> complete = new ArrayList<>();
      all.forEach(one -> complete.add(complete(JsonView.of(one).object())));
      told.put("EventSourceMappings", complete);
    } else {
      told = complete(told);
    }
    return AwsCall.Answer.json(answer.status(), told);
  }

  private Map<String, @Nullable Object> complete(Map<String, @Nullable Object> told) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>(told);
    result.put(
        "State", disabled.contains(String.valueOf(told.get("UUID"))) ? "Disabled" : "Enabled");
    return result;
  }

  private @Nullable String refusal(JsonView mapping) throws IOException, InterruptedException {
    String arn = mapping.get("EventSourceArn").string();
    String function = mapping.get("FunctionName").string();
    try {
      String queue =
          upstream
              .call(
                  "sqs",
                  "AmazonSQS.GetQueueUrl",
                  Map.of("QueueName", arn.substring(arn.lastIndexOf(':') + 1)))
              .get("QueueUrl")
              .string();
      long visible =
          Long.parseLong(
              upstream
                  .call(
                      "sqs",
                      "AmazonSQS.GetQueueAttributes",
                      Map.of("QueueUrl", queue, "AttributeNames", List.of("All")))
                  .get("Attributes")
                  .get("VisibilityTimeout")
                  .string());
      long timeout =
          upstream
              .rest(
                  "lambda",
                  "GET",
                  "/2015-03-31/functions/"
                      + FunctionName.of(function, null).name()
                      + "/configuration",
                  null)
              .expect(200)
              .json()
              .get("Timeout")
              .whole();
      return visible >= timeout
          ? null
          : "Queue visibility timeout: "
              + visible
              + " seconds is less than Function timeout: "
              + timeout
              + " seconds";
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
