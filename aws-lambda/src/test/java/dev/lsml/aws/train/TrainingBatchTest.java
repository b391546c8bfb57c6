// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lsml.aws.auth.AwsEnvironment;
import dev.lsml.aws.http.AwsHttp;
import dev.lsml.aws.http.Backoff;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrainingBatchTest {
  private static final String NONE = "{\"batchItemFailures\":[]}";

  private final ManualClock clock = ManualClock.atNewYear();
  private final List<String> runs = new ArrayList<>();
  private final Map<String, Instant> nextLooks = new HashMap<>();
  private Deque<Duration> remaining = new ArrayDeque<>(List.of(Duration.ofMinutes(15)));
  private RuntimeException failure;
  private FakeSqs sqs;
  private TrainingBatch batch;

  @BeforeEach
  void start() throws Exception {
    sqs = new FakeSqs();
    Map<String, String> environment = sqs.environment();
    batch =
        new TrainingBatch(
            this::run,
            url ->
                new SqsQueue(
                    url,
                    environment,
                    AwsEnvironment.keys(environment),
                    AwsHttp.patient(new Backoff(millis -> {})),
                    clock),
            clock);
  }

  private Instant run(ProjectUid project, Duration within) {
    runs.add(project + " within " + within.toSeconds());
    if (failure != null) {
      throw failure;
    }
    return nextLooks.get(project.value());
  }

  @AfterEach
  void stop() {
    sqs.close();
  }

  @Test
  void aMessageThatIsDoneIsNotReported() throws Exception {
    send("12.1", "{\"project\":\"12.1\"}");

    assertThat(work()).isEqualTo(NONE);
    assertThat(runs).containsExactly("12.1 within 880");
    // Only against the case that this process is killed.
    assertThat(sqs.hidden()).containsExactly(Map.entry("handle of m1", 920L));
  }

  @Test
  void aTrainingThatIsDueLaterComesAgainEveryMinuteUntilThen() throws Exception {
    send("12.1", "{\"project\":\"12.1\"}");
    nextLooks.put("12.1", clock.instant().plusSeconds(600));
    assertThat(work()).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
    assertThat(sqs.hidden()).containsEntry("handle of m1", 60L);

    clock.advance(Duration.ofMillis(590_500));
    assertThat(work()).contains("m1");
    assertThat(sqs.hidden()).containsEntry("handle of m1", 10L);

    clock.advance(Duration.ofSeconds(60));
    assertThat(work()).contains("m1");
    assertThat(sqs.hidden()).containsEntry("handle of m1", 0L);
  }

  @Test
  void anotherMessageOfTheSameProjectDoesNotOvertake() throws Exception {
    send("12.1", "{\"project\":\"12.1\"}");
    send("12.1", "{\"project\":\"12.1\"}");
    send("7.1", "{\"project\":\"7.1\"}");
    nextLooks.put("12.1", clock.instant());

    assertThat(work())
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m2\"}]}");
    assertThat(runs).containsExactly("12.1 within 880", "7.1 within 880");
  }

  @Test
  void aMessageForWhichTheTimeIsShortIsLeftToAnotherInvocation() throws Exception {
    send("12.1", "{\"project\":\"12.1\"}");
    send("7.1", "{\"project\":\"7.1\"}");
    remaining =
        new ArrayDeque<>(
            List.of(Duration.ofMinutes(15), Duration.ofMinutes(15), Duration.ofMinutes(7)));

    assertThat(work()).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}");
    assertThat(runs).containsExactly("12.1 within 880");
    assertThat(sqs.hidden()).containsEntry("handle of m2", 0L);
  }

  @Test
  void aRunThatBreaksOffComesAgain() throws Exception {
    send("12.1", "{\"project\":\"12.1\"}");
    failure = new IllegalStateException("a bug");

    assertThat(work()).contains("m1");
    assertThat(sqs.hidden()).containsEntry("handle of m1", 60L);
  }

  @Test
  void aMessageThatNamesNoProjectIsDropped() throws Exception {
    send("x", "{\"project\":\"../..\"}");
    send("y", "no json");
    send("z", "{}");

    assertThat(work()).isEqualTo(NONE);
    assertThat(runs).isEmpty();
  }

  @Test
  void whatCannotBeHiddenComesAgainAllTheSame() throws Exception {
    send("12.1", "{\"project\":\"12.1\"}");
    sqs.mood = FakeSqs.Mood.FORBIDDEN;
    nextLooks.put("12.1", clock.instant().plusSeconds(600));

    assertThat(work()).contains("m1");
  }

  @Test
  void whatIsNoneOfAQueueIsRefused() {
    for (String event : new String[] {"{}", "[]", "x", "{\"Records\":[{}]}", "{\"Records\":[]}"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> batch.work(event.getBytes(UTF_8), () -> Duration.ofMinutes(1)))
          .withMessageStartingWith("the event is none of an SQS queue: ")
          .withMessageEndingWith(
              "this function is called by the queue that the backend sends to, and by nothing"
                  + " else");
    }
  }

  @Test
  void aRunIsCutOffEarlyEnoughToSaySo() {
    assertThat(TrainingBatch.within(Duration.ofMinutes(15))).isEqualTo(Duration.ofSeconds(880));
    assertThat(TrainingBatch.within(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(20));
  }

  private void send(String group, String body) throws IOException {
    Map<String, String> environment = sqs.environment();
    new SqsQueue(
            FakeSqs.QUEUE,
            environment,
            AwsEnvironment.keys(environment),
            AwsHttp.once(5_000, 5_000),
            clock)
        .send(body, group, group + "-" + sqs.messages().size());
  }

  private String work() throws IOException {
    return new String(
        batch.work(
            sqs.event(), () -> remaining.size() > 1 ? remaining.remove() : remaining.element()),
        UTF_8);
  }
}
