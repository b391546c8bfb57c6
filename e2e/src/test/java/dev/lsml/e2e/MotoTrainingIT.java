// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.aws.auth.SecretValues;
import dev.lsml.aws.train.SqsTrainingLauncherProvider;
import dev.lsml.aws.train.TrainingBatch;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.MotoServer;
import dev.lsml.e2e.parts.Parts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is sent to SQS and Secrets Manager, as a stand-in that others wrote takes it. */
class MotoTrainingIT {
  private static final ProjectUid PROJECT = new ProjectUid("12.1696257600");
  private static final ProjectUid OTHER = new ProjectUid("7.1600000000");

  private static MotoServer moto;

  @BeforeAll
  static void start() throws Exception {
    Path folder = Folders.fresh(MotoTrainingIT.class);
    moto = Parts.need("moto", () -> MotoServer.start(folder));
  }

  @AfterAll
  static void stop() {
    if (moto != null) {
      moto.close();
    }
  }

  @Test
  void aLaunchIsAMessageThatTheTrainingFunctionWorksOff() throws Exception {
    moto.createBucket("training");
    JsonView made =
        moto.call(
            "sqs",
            "AmazonSQS.CreateQueue",
            Map.of("QueueName", "train.fifo", "Attributes", Map.of("FifoQueue", "true")));
    String queue = made.get("QueueUrl").string();
    var launcher = new SqsTrainingLauncherProvider().launcher(queue, moto.environment());

    launcher.launch(PROJECT);
    launcher.launch(OTHER);

    List<JsonView> received = receive(queue);
    assertThat(received)
        .extracting(message -> message.get("Body").string())
        .containsExactlyInAnyOrder(
            "{\"project\":\"12.1696257600\"}", "{\"project\":\"7.1600000000\"}");
    assertThat(receive(queue)).as("what is received is hidden").isEmpty();

    Map<String, String> environment = new HashMap<>(moto.environment());
    environment.put("LSML_STORE", "s3://training");
    byte[] answer =
        TrainingBatch.open(environment).work(event(received), () -> Duration.ofMinutes(15));
    assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("{\"batchItemFailures\":[]}");
  }

  private static List<JsonView> receive(String queue) throws Exception {
    return moto.call(
            "sqs",
            "AmazonSQS.ReceiveMessage",
            Map.of("QueueUrl", queue, "MaxNumberOfMessages", 10L, "AttributeNames", List.of("All")))
        .get("Messages")
        .items();
  }

  /** As the event source mapping hands them over. */
  private static byte[] event(List<JsonView> received) {
    List<Object> entries =
        received.stream()
            .<Object>map(
                message ->
                    Map.of(
                        "messageId",
                        message.get("MessageId").string(),
                        "receiptHandle",
                        message.get("ReceiptHandle").string(),
                        "body",
                        message.get("Body").string(),
                        "attributes",
                        message.get("Attributes").object(),
                        "eventSource",
                        "aws:sqs",
                        "eventSourceARN",
                        "arn:aws:sqs:eu-central-1:123456789012:train.fifo"))
            .toList();
    return Json.bytes(Map.of("Records", entries));
  }

  @Test
  void aSecretIsReadByItsArn() throws Exception {
    String arn =
        moto.call(
                "secretsmanager",
                "secretsmanager.CreateSecret",
                Map.of(
                    "Name",
                    "reviews-webhook-secret",
                    "SecretString",
                    "s3cret",
                    "ClientRequestToken",
                    "0".repeat(32)))
            .get("ARN")
            .string();
    Map<String, String> environment = new HashMap<>(moto.environment());
    environment.put("LSML_WEBHOOK_SECRET", arn);

    assertThat(SecretValues.resolved(environment)).containsEntry("LSML_WEBHOOK_SECRET", "s3cret");
  }
}
