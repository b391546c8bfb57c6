// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.train;

import dev.lsml.aws.auth.AwsEnvironment;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.protocol.ProjectUid;
import org.jspecify.annotations.Nullable;

/**
 * A message as Lambda hands it over. Immutable.
 *
 * @param id names it in the answer
 * @param receiptHandle names this delivery of it
 * @param queueArn such as {@code arn:aws:sqs:us-east-1:123456789012:train.fifo}
 * @param group those of one group are delivered in order
 * @param body as it was sent
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">the event</a>
 */
record SqsMessage(String id, String receiptHandle, String queueArn, String group, String body) {
  /**
   * Reads one of an event's records.
   *
   * @throws JsonException when it has another form
   */
  static SqsMessage of(JsonView entry) {
    String arn = entry.get("eventSourceARN").string();
    if (arn.split(":", -1).length != 6) {
      throw entry.get("eventSourceARN").wrong("the ARN of a queue");
    }
    String id = entry.get("messageId").string();
    String group = entry.get("attributes").get("MessageGroupId").stringOrNull();
    return new SqsMessage(
        id,
        entry.get("receiptHandle").string(),
        arn,
        group == null ? id : group, // of a queue that keeps no order
        entry.get("body").string());
  }

  /** The project to train, {@code null} when the body names none. */
  @Nullable ProjectUid project() {
    try {
      return new ProjectUid(JsonView.of(Json.read(body)).get("project").string());
    } catch (JsonException | IllegalArgumentException e) {
      return null;
    }
  }

  /** The queue's address. */
  String queueUrl() {
    String[] parts = queueArn.split(":", -1);
    return "https://sqs."
        + parts[3]
        + "."
        + AwsEnvironment.domain(parts[3])
        + "/"
        + parts[4]
        + "/"
        + parts[5];
  }
}
