// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.amazon.AwsApi;
import dev.lsml.deploy.amazon.AwsException;
import dev.lsml.deploy.amazon.AwsService;
import dev.lsml.deploy.amazon.Secrets;
import dev.lsml.deploy.operate.Backend;
import dev.lsml.deploy.operate.DeployedService;
import dev.lsml.deploy.operate.LogSource;
import dev.lsml.deploy.plan.SecretNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A backend on Lambda, as its API tells of it. Thread-safe. */
public final class AwsBackend implements Backend {
  private final AwsApi api;
  private final AwsNames names;
  private final Functions functions;

  /** Makes one; asks nobody yet. */
  public AwsBackend(AwsApi api, AwsNames names) {
    this.api = api;
    this.names = names;
    this.functions = new Functions(api, names);
  }

  @Override
  public String service() {
    return names.service();
  }

  @Override
  public String place() {
    return names.service() + " in " + names.region() + " of account " + names.account();
  }

  @Override
  public String revisionTitle() {
    return "Version";
  }

  @Override
  public SecretNames secretNames() {
    return names;
  }

  @Override
  public @Nullable String secret(String name) {
    return new Secrets(api).value(name);
  }

  @Override
  public LogSource logs() {
    return new AwsLogs(api, names);
  }

  @Override
  public DeployedService deployed() {
    JsonView live = functions.live();
    if (live == null) {
      throw new DeployException(
          "There is no service " + names.service() + " to look after",
          "Lambda has no function of that name with an alias live in region "
              + names.region()
              + " of account "
              + names.account(),
          "Deploy it with mvn deploy -Paws, or name another with -Daws.service= and"
              + " -Daws.region=");
    }
    String version = live.get("Version").stringOrNull();
    String state = live.get("State").stringOrNull();
    // Idle for weeks is Inactive; the next call wakes it.
    boolean isReady = state == null || state.equals("Active") || state.equals("Inactive");
    List<String> traffic = new ArrayList<>();
    traffic.add("version " + version + " 100 %");
    String candidate = functions.candidate();
    if (candidate != null) {
      traffic.add("version " + candidate + " 0 % (" + AwsNames.CANDIDATE + ")");
    }
    String artifact = version == null ? null : functions.artifact(version);
    String url = functions.url();
    return new DeployedService(
        url == null || !url.endsWith("/") ? url : url.substring(0, url.length() - 1),
        isReady,
        live.get("StateReason").stringOrNull(),
        version,
        artifact == null ? "unknown" : artifact,
        traffic,
        live.get("LastModified").stringOrNull(),
        variables(live.get("Environment").get("Variables")));
  }

  private static Map<String, String> variables(JsonView told) {
    Map<String, String> variables = new LinkedHashMap<>();
    Map<String, @Nullable Object> object = told.objectOrNull();
    if (object != null) {
      object.forEach(
          (name, value) -> {
            if (value instanceof String text && !text.startsWith("arn:")) { // a secret's name
              variables.put(name, text);
            }
          });
    }
    return variables;
  }

  /** Lambda keeps no list of runs, so this is what the queues say. */
  @Override
  public List<String> trainings(DeployedService deployed) {
    String queue = deployed.environment().get("LSML_TRAINING_JOB");
    if (queue == null) {
      return List.of("this service has no queue of trainings");
    }
    String failed = queue.replace("-train.fifo", "-train-failed.fifo");
    String lost = count(failed, "ApproximateNumberOfMessages");
    return List.of(
        count(queue, "ApproximateNumberOfMessages")
            + " waiting, "
            + count(queue, "ApproximateNumberOfMessagesNotVisible")
            + " running, "
            + lost
            + " given up, in "
            + names.queue()
            + "; mvn lsml:logs shows what they say");
  }

  private String count(String queue, String attribute) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("QueueUrl", queue);
    body.put("AttributeNames", List.of(attribute));
    AwsApi.Call what = new AwsApi.Call("look at the queue " + queue, "sqs:GetQueueAttributes");
    try {
      String told =
          api.call(AwsService.SQS, what, "AmazonSQS.GetQueueAttributes", body)
              .get("Attributes")
              .get(attribute)
              .stringOrNull();
      return told == null ? "?" : told;
    } catch (AwsException e) {
      return "?"; // a status tells what it can
    }
  }
}
