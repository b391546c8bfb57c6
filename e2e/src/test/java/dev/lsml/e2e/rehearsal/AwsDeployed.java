// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.lambda.LambdaWorld;
import dev.lsml.e2e.lambda.QueuePoller;
import dev.lsml.e2e.parts.AwsApi;
import dev.lsml.e2e.parts.Reply;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The backend on Lambda. */
final class AwsDeployed extends Deployed {
  private final LambdaWorld world;
  private final String service;

  AwsDeployed(LambdaWorld world, String service) {
    this.world = world;
    this.service = service;
  }

  @Override
  URI endpoint() {
    String url = world.urls().url(service, "live").toString();
    return URI.create(url.substring(0, url.length() - 1));
  }

  @Override
  String password() throws Exception {
    return secret(service + "/basic-auth-pass");
  }

  private String secret(String name) throws Exception {
    return world
        .moto()
        .call("secretsmanager", "secretsmanager.GetSecretValue", Map.of("SecretId", name))
        .get("SecretString")
        .string();
  }

  /** All values that Secrets Manager has. */
  Set<String> secrets() throws Exception {
    Set<String> values = new TreeSet<>();
    for (String name : secretNames()) {
      values.add(secret(name));
    }
    return values;
  }

  /** What Secrets Manager has. */
  List<String> secretNames() throws Exception {
    return world
        .moto()
        .call("secretsmanager", "secretsmanager.ListSecrets", Map.of())
        .get("SecretList")
        .items()
        .stream()
        .map(secret -> secret.get("Name").string())
        .toList();
  }

  @Override
  byte @Nullable [] stored(String key) throws Exception {
    return world.moto().api().get(models(), key);
  }

  /** The bucket with the models. */
  String models() {
    return bucket("models");
  }

  /** The bucket with Terraform's state and the packages. */
  String state() {
    return bucket("state");
  }

  private String bucket(String what) {
    return service + "-" + LambdaWorld.ACCOUNT + "-" + AwsApi.REGION + "-" + what;
  }

  /** The published version that answers. */
  String liveVersion() throws Exception {
    return rest("/2015-03-31/functions/" + service + "/aliases/live")
        .get("FunctionVersion")
        .string();
  }

  /** What Lambda's API tells of what answers. */
  JsonView live() throws Exception {
    return rest("/2015-03-31/functions/" + service + "?Qualifier=live");
  }

  /** The digest of the package that answers. */
  String digest() throws Exception {
    return live().get("Configuration").get("CodeSha256").string();
  }

  private JsonView rest(String path) throws Exception {
    Reply reply = world.api().rest("lambda", "GET", path, null);
    if (reply.status() / 100 != 2) {
      throw new AssertionError(path + " is answered with " + reply);
    }
    return reply.json();
  }

  /** Whether there is any function of the service. */
  boolean isThere() throws Exception {
    return world.api().rest("lambda", "GET", "/2015-03-31/functions/" + service, null).status()
        != 404;
  }

  /**
   * How often anything of Lambda was made, changed or deleted. Statements of policies do not count:
   * the emulator forgets their conditions, so that they are made again.
   */
  long changes() {
    return world.door().changes().stream().filter(call -> !call.contains("/policy")).count();
  }

  /** The batches of messages that the training function worked on. */
  List<QueuePoller.Delivery> trainings() {
    return world.poller().deliveries().stream()
        .filter(delivery -> delivery.function().equals(service + "-train"))
        .toList();
  }

  /** Whether no message is in the queue, worked on or waiting. */
  boolean isAtRest() throws Exception {
    String queue =
        world
            .moto()
            .call("sqs", "AmazonSQS.GetQueueUrl", Map.of("QueueName", service + "-train.fifo"))
            .get("QueueUrl")
            .string();
    JsonView attributes =
        world
            .moto()
            .call(
                "sqs",
                "AmazonSQS.GetQueueAttributes",
                Map.of("QueueUrl", queue, "AttributeNames", List.of("All")))
            .get("Attributes");
    return attributes.get("ApproximateNumberOfMessages").string().equals("0")
        && attributes.get("ApproximateNumberOfMessagesNotVisible").string().equals("0");
  }
}
