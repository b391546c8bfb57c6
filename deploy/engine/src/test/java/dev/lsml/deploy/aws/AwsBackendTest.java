// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.amazon.FakeAws;
import dev.lsml.deploy.doctor.Patient;
import dev.lsml.deploy.health.Probe;
import dev.lsml.deploy.operate.LogLine;
import dev.lsml.deploy.operate.LogTail;
import dev.lsml.deploy.operate.ServiceStatus;
import dev.lsml.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsBackendTest {
  private static final String FUNCTION = "GET /2015-03-31/functions/texts";
  private static final String LOGS = "POST / Logs_20140328.FilterLogEvents";

  private final FakeAws fake;
  private final AwsBackend backend;
  private final ManualClock clock = ManualClock.atNewYear();
  private final List<String> probed = new ArrayList<>();

  AwsBackendTest() throws Exception {
    fake = new FakeAws();
    backend = new AwsBackend(fake.api(), new AwsNames(FakeAws.ACCOUNT, FakeAws.REGION, "texts"));
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void aStatusTellsWhatAnswersWhatIsTriedAndHowTheTrainingsStand() {
    deploy();

    assertThat(new ServiceStatus(backend, this::probe).lines())
        .containsExactly(
            "Service   texts in eu-central-1 of account 123456789012, ready",
            "URL       https://u.on.aws",
            "Version   7",
            "Traffic   version 7 100 %",
            "Traffic   version 8 0 % (candidate)",
            "Image     s3://texts-123456789012-eu-central-1-state/code/" + "aa".repeat(32) + ".zip",
            "Changed   2026-01-01T00:00:00.000+0000",
            "Model     text-classifier, learns from annotations",
            "Projects  the instance that answered has served none; see mvn lsml:versions",
            "Training  2 waiting, 1 running, 2 given up, in texts-train.fifo; mvn lsml:logs shows"
                + " what they say");
    assertThat(probed).containsExactly("GET https://u.on.aws/status Basic bHNtbDprZXB0");
  }

  @Test
  void theDoctorIsToldTheAddressAndWhatMustBeSent() {
    deploy();

    assertThat(Patient.of(backend))
        .isEqualTo(new Patient("https://u.on.aws", "lsml", "kept", "kept"));
  }

  @Test
  void aServiceThatWasNeverDeployedIsTold() {
    assertThatThrownBy(backend::deployed)
        .hasMessage(
            "There is no service texts to look after: Lambda has no function of that name with an"
                + " alias live in region eu-central-1 of account 123456789012. Deploy it with mvn"
                + " deploy -Paws, or name another with -Daws.service= and -Daws.region=");
  }

  @Test
  void secretsAreNoVariablesThatOneMaySee() {
    deploy();

    assertThat(backend.deployed().environment())
        .containsKeys("LABEL_STUDIO_URL", "LSML_TRAINING_JOB")
        .doesNotContainKey("BASIC_AUTH_PASS");
  }

  @Test
  void linesOfBothFunctionsAreShownInPlainWordsAndWithoutLambdasOwnNoise() {
    Instant now = clock.instant();
    fake.on(
        LOGS,
        200,
        "{\"events\":["
            + event(
                "1", now.minusSeconds(9), "{\\\"type\\\":\\\"platform.start\\\",\\\"record\\\":{}}")
            + ","
            + event(
                "2",
                now.minusSeconds(8),
                "{\\\"level\\\":\\\"WARN\\\",\\\"message\\\":\\\"slow\\\\nvery\\\",\\\"logger\\\":\\\"x\\\"}")
            + ","
            + event("3", now.minusSeconds(7), "plain text\\n")
            + "]}");

    LogTail tail = new LogTail(backend.logs(), clock);
    List<String> shown =
        tail.last(10, Duration.ofDays(1)).stream().map(line -> line.shown(false)).toList();

    assertThat(shown)
        .contains(
            "2025-12-31T23:59:52Z WARNING  texts:7  slow\n    very",
            "2025-12-31T23:59:53Z DEFAULT  texts:7  plain text")
        .noneMatch(line -> line.contains("platform.start"));
    assertThat(fake.bodies())
        .anyMatch(body -> body.contains("\"/aws/lambda/texts\""))
        .anyMatch(body -> body.contains("\"/aws/lambda/texts-train\""));
    assertThat(tail.next()).as("what was shown is not shown again").isEmpty();
  }

  @Test
  void theNewestLinesAreLookedForFromTheEnd() {
    Instant now = clock.instant();
    fake.on(LOGS, 200, "{\"events\":[" + event("1", now.minusSeconds(5), "late") + "]}");

    List<LogLine> lines = backend.logs().newest(now.minus(Duration.ofDays(1)), now, 1);

    assertThat(lines).hasSize(1);
    assertThat(fake.bodies())
        .as("one look of ten minutes at each group")
        .hasSize(2)
        .allMatch(body -> body.contains("" + now.minusSeconds(600).toEpochMilli()));
  }

  @Test
  void beforeTheFirstCallThereIsNothingToShow() {
    fake.on(LOGS, 400, "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no group\"}");

    assertThat(new LogTail(backend.logs(), clock).last(10, Duration.ofDays(1))).isEmpty();
  }

  private static String event(String id, Instant time, String message) {
    return "{\"eventId\":\""
        + id
        + "\",\"timestamp\":"
        + time.toEpochMilli()
        + ",\"logStreamName\":\"2026/01/01/[7]abc\",\"message\":\""
        + message
        + "\"}";
  }

  private Probe.Answer probe(
      String method, java.net.URI uri, String authorization, byte[] json, Duration limit) {
    probed.add(method + " " + uri + " " + authorization);
    return new Probe.Answer(
        200,
        "{\"model\":\"text-classifier\",\"trainable\":true,\"projects\":{}}"
            .getBytes(StandardCharsets.UTF_8));
  }

  private void deploy() {
    String queue = "https://sqs.eu-central-1.amazonaws.com/123456789012/texts-train.fifo";
    fake.on(
        FUNCTION + "/configuration?Qualifier=live",
        200,
        "{\"Version\":\"7\",\"State\":\"Active\",\"LastModified\":\"2026-01-01T00:00:00.000+0000\","
            + "\"Environment\":{\"Variables\":{\"BASIC_AUTH_USER\":\"lsml\","
            + "\"LABEL_STUDIO_URL\":\"https://ls.example.com\",\"BASIC_AUTH_PASS\":\"arn:aws:x\","
            + "\"LSML_TRAINING_JOB\":\""
            + queue
            + "\"}}}");
    fake.on(
        FUNCTION + "?Qualifier=7",
        200,
        "{\"Configuration\":{\"CodeSha256\":\"" + "qqqq".repeat(10) + "qqo=\"},\"Code\":{}}");
    fake.on(
        "GET /2021-10-31/functions/texts/url?Qualifier=live",
        200,
        "{\"FunctionUrl\":\"https://u.on.aws/\"}");
    fake.on(FUNCTION + "/aliases/candidate", 200, "{\"FunctionVersion\":\"8\"}");
    fake.on("POST / secretsmanager.GetSecretValue", 200, "{\"SecretString\":\"kept\"}");
    fake.on(
        "POST / AmazonSQS.GetQueueAttributes",
        200,
        "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"2\","
            + "\"ApproximateNumberOfMessagesNotVisible\":\"1\"}}");
  }
}
