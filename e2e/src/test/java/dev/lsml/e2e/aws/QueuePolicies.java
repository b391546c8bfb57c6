// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.aws;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the policies of a queue back as they were sent, without a blank. The stand-in adds some,
 * and Terraform would see a change at each deployment.
 */
public final class QueuePolicies implements AwsFilter {
  @Override
  public AwsCall.Answer answer(AwsCall call, Next next) throws IOException, InterruptedException {
    AwsCall.Answer answer = next.answer(call);
    if (!call.operation().equals("GetQueueAttributes") || !answer.isGood()) {
      return answer;
    }
    Map<String, @Nullable Object> told = new LinkedHashMap<>(answer.view().object());
    if (told.get("Attributes") != null) {
      Map<String, @Nullable Object> attributes =
          new LinkedHashMap<>(JsonView.of(told.get("Attributes")).object());
      attributes.replaceAll(
          (name, value) ->
              name.equals("RedrivePolicy") && value instanceof String policy
                  ? Json.text(Json.read(policy))
                  : value);
      told.put("Attributes", attributes);
    }
    return AwsCall.Answer.json(answer.status(), told);
  }
}
