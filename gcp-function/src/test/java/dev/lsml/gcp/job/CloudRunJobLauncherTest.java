// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.train.LaunchException;
import dev.lsml.gcp.job.FakeCloudRun.Mood;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CloudRunJobLauncherTest {
  private static final ProjectUid PROJECT = new ProjectUid("12.1696257600");
  private static final String START = "cannot start the training job " + FakeCloudRun.JOB + ": ";

  private FakeCloudRun google;

  @BeforeEach
  void open() throws Exception {
    google = new FakeCloudRun();
  }

  @AfterEach
  void close() {
    google.close();
  }

  @Test
  void theJobIsStartedWithTheProjectAsItsArgument() throws Exception {
    launcher(Duration.ofSeconds(30)).launch(PROJECT);

    assertThat(google.calls()).containsExactly("POST /v2/" + FakeCloudRun.JOB + ":run");
    assertThat(google.started()).containsExactly(List.of("train", "12.1696257600"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FORBIDDEN    | Google answered 403 (Permission 'run.jobs.runWithOverrides' denied); give the service account of this service the role roles/run.jobsExecutorWithOverrides on the job, as deploying does
          UNAUTHORIZED | Google answered 401 (the access token is not accepted); look which service account this service runs as
          NO_SUCH_JOB  | Google answered 404 (Resource 'reviews-train' was not found); deploy again, or set LSML_TRAINING_JOB to a job that there is
          TOO_MANY     | Google answered 429 (Quota exceeded); nothing is to be done unless it stays so: the next event tries again
          UNAVAILABLE  | Google answered 503 (The service is currently unavailable); nothing is to be done unless it stays so: the next event tries again
          """,
      quoteCharacter = '"')
  void aRefusalSaysWhatWhyAndWhatToDoAndThatNothingRuns(Mood mood, String message) {
    google.mood = mood;

    LaunchException e = failure(Duration.ofSeconds(30));

    assertThat(e).hasMessage(START + message);
    assertThat(e.mayHaveStarted()).isFalse();
    assertThat(google.calls()).hasSize(1);
  }

  @Test
  void aGatewayThatGaveUpMayHaveStartedIt() {
    google.mood = Mood.GATEWAY;

    LaunchException e = failure(Duration.ofSeconds(30));

    assertThat(e)
        .hasMessage(
            START + "Google answered 504 (Deadline exceeded); look at the job in Google's console");
    assertThat(e.mayHaveStarted()).isTrue();
  }

  @Test
  void aLostAnswerMayHaveStartedItAndIsNotAskedForAgain() {
    google.mood = Mood.BREAKS;

    LaunchException e = failure(Duration.ofSeconds(30));

    assertThat(e)
        .hasMessageStartingWith("the training job " + FakeCloudRun.JOB + " was told to start, but")
        .hasMessageEndingWith("if no version comes of it, an event after five minutes tries again");
    assertThat(e.mayHaveStarted()).isTrue();
    assertThat(google.started()).hasSize(1);
  }

  @Test
  void anAnswerThatDoesNotComeIsNotWaitedFor() {
    google.mood = Mood.HANGS;

    // Long enough to have sent it on a busy machine; what is left of it is waited out.
    LaunchException e = failure(Duration.ofSeconds(3));

    assertThat(e).hasMessageContaining("was told to start, but it is not known whether it did");
    assertThat(e.mayHaveStarted()).isTrue();
    assertThat(google.started()).hasSize(1);
  }

  @Test
  void whatHasNotBeenSentWhenTimeIsUpNeverIs() throws Exception {
    CountDownLatch mayGoOn = new CountDownLatch(1);
    CountDownLatch wentOn = new CountDownLatch(1);
    Map<String, String> environment = google.environment();
    CloudRunJobLauncher launcher =
        new CloudRunJobLauncher(
            environment.get("CLOUDSDK_API_ENDPOINT_OVERRIDES_RUN"),
            FakeCloudRun.JOB,
            () -> {
              try {
                mayGoOn.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              wentOn.countDown();
              return FakeCloudRun.TOKEN;
            },
            Duration.ofMillis(50));

    LaunchException e = catchThrowableOfType(LaunchException.class, () -> launcher.launch(PROJECT));
    mayGoOn.countDown();
    wentOn.await();
    launcher(Duration.ofSeconds(30)).launch(PROJECT);

    assertThat(e).hasMessage(START + "it did not answer within 50 ms; the next event tries again");
    assertThat(e.mayHaveStarted()).isFalse();
    assertThat(google.started()).hasSize(1);
  }

  @Test
  void withoutATokenNothingIsSent() {
    google.mood = Mood.NO_TOKEN;

    LaunchException e = failure(Duration.ofSeconds(30));

    assertThat(e)
        .hasMessageStartingWith(START + "cannot read instance/service-accounts/default/token")
        .hasMessageEndingWith("; the next event tries again");
    assertThat(e.mayHaveStarted()).isFalse();
    assertThat(google.calls()).isEmpty();
  }

  @Test
  void onlyTheFullNameOfAJobIsKnown() {
    CloudRunJobs jobs = new CloudRunJobs();

    assertThat(jobs.knows(FakeCloudRun.JOB)).isTrue();
    assertThat(jobs.knows("projects/example.com:p/locations/l/jobs/j")).isTrue();
    assertThat(
            List.of(
                "reviews-train",
                "projects/p/locations/l/jobs/",
                "projects/p/locations/l/services/s",
                "projects/p/locations/l/jobs/j/executions/e",
                "projects/p/locations/l/jobs/j?x=",
                "https://sqs.us-east-1.amazonaws.com/1/q.fifo"))
        .noneMatch(jobs::knows);
  }

  private LaunchException failure(Duration patience) {
    return catchThrowableOfType(LaunchException.class, () -> launcher(patience).launch(PROJECT));
  }

  private CloudRunJobLauncher launcher(Duration patience) {
    Map<String, String> environment = google.environment();
    return new CloudRunJobLauncher(
        environment.get("CLOUDSDK_API_ENDPOINT_OVERRIDES_RUN"),
        FakeCloudRun.JOB,
        new dev.lsml.gcp.metadata.MetadataServer(environment),
        patience);
  }
}
