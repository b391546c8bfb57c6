// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.gcp.BackendServer;
import dev.lsml.gcp.CloudRun;
import dev.lsml.gcp.ServerProcess;
import dev.lsml.gcp.SocketClient;
import dev.lsml.gcp.job.FakeCloudRun.Mood;
import dev.lsml.gcp.start.Start;
import dev.lsml.gcp.start.StartFailure;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import dev.lsml.testkit.LabelledProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that never trains, the job that does, and the store between them. */
@Timeout(120)
class TrainingInAJobTest {
  @TempDir Path folder;
  private FakeCloudRun google;
  private LabelledProject labelStudio;
  private final List<BackendServer> services = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    google = new FakeCloudRun();
    labelStudio = new LabelledProject();
  }

  @AfterEach
  void close() throws Exception {
    for (BackendServer service : services) {
      service.stop(Duration.ofSeconds(10));
    }
    labelStudio.close();
    google.close();
  }

  @Test
  void anEventStartsTheJobAndTheServiceServesWhatItLearned() throws Exception {
    BackendServer service = service();
    assertThat(setup(service)).startsWith("echo-model-v0-");

    HttpAnswer accepted = post(service, "/webhook", labelStudio.event("START_TRAINING"));

    assertThat(accepted.status()).isEqualTo(201);
    assertThat(google.started()).containsExactly(List.of("train", LabelledProject.UID));
    assertThat(status(service).get("state").string()).isEqualTo("pending");

    assertThat(execute()).isZero();

    BackendServer replica = service();
    assertThat(setup(replica)).startsWith("echo-model-v1-");
    JsonView run = status(replica).get("last_run");
    assertThat(run.get("end").string()).isEqualTo("published");
    while (!setup(service).startsWith("echo-model-v1-")) {
      Thread.onSpinWait();
    }
    assertThat(setup(service)).isEqualTo(setup(replica));
  }

  @Test
  void theSameTrainingIsStartedOnceByAllReplicasAndTrainedOnceByAllExecutions() throws Exception {
    BackendServer one = service();
    BackendServer other = service();
    post(one, "/webhook", labelStudio.event("START_TRAINING"));
    post(other, "/webhook", labelStudio.event("START_TRAINING"));
    post(other, "/webhook", labelStudio.event("ANNOTATION_CREATED"));
    setup(service());
    assertThat(google.started()).hasSize(1);

    assertThat(execute()).isZero();
    assertThat(execute()).isZero();

    assertThat(status(one).get("versions").items()).hasSize(1);
  }

  @Test
  void aLaunchThatFailsIsAcknowledgedAndMadeUpForByTheNextEvent() throws Exception {
    google.mood = Mood.UNAVAILABLE;
    BackendServer service = service();

    assertThat(post(service, "/webhook", labelStudio.event("START_TRAINING")).status())
        .isEqualTo(201);
    assertThat(google.started()).isEmpty();
    google.mood = Mood.WELL;
    assertThat(post(service, "/webhook", labelStudio.event("TASKS_CREATED")).status())
        .isEqualTo(200);

    assertThat(google.started()).hasSize(1);
  }

  @Test
  void aLaunchThatFailsIsMadeUpForByTheNextInstance() throws Exception {
    google.mood = Mood.FORBIDDEN;
    post(service(), "/webhook", labelStudio.event("START_TRAINING"));
    google.mood = Mood.WELL;

    BackendServer next = service();
    setup(next);
    setup(next);

    assertThat(google.started()).hasSize(1);
  }

  @Test
  void aLaunchWithoutAnAnswerIsAcknowledgedAndNotRepeated() throws Exception {
    google.mood = Mood.HANGS;
    BackendServer service = service();

    assertThat(post(service, "/webhook", labelStudio.event("START_TRAINING")).status())
        .isEqualTo(201);
    google.awaitCall();
    google.mood = Mood.WELL;
    post(service, "/webhook", labelStudio.event("START_TRAINING"));

    assertThat(google.calls()).hasSize(1);
  }

  @Test
  void anExecutionThatIsToldToEndLeavesTheTrainingToTheNextAttempt() throws Exception {
    post(service(), "/webhook", labelStudio.event("START_TRAINING"));
    Map<String, String> environment = jobEnvironment();
    environment.put("ECHO_MODEL", "slow");
    try (ServerProcess attempt =
        ServerProcess.start(
            CloudRun.class, ServerProcess.classPath(), environment, "train", LabelledProject.UID)) {
      attempt.await("fitting");
      attempt.terminate();
      assertThat(attempt.exitCode()).isEqualTo(128 + 15);
    }

    assertThat(execute()).isZero();
    assertThat(setup(service())).startsWith("echo-model-v1-");
  }

  @Test
  void withoutAProjectTheJobDoesAllThatIsPending() throws Exception {
    post(service(), "/webhook", labelStudio.event("START_TRAINING"));

    assertThat(TrainingProcess.run(jobEnvironment(), null)).isZero();
    assertThat(TrainingProcess.run(jobEnvironment(), null)).isZero();

    assertThat(status(service()).get("versions").items()).hasSize(1);
  }

  @Test
  void aTrainingThatCannotSucceedIsToldAndDone() throws Exception {
    BackendServer service = service();
    post(service, "/webhook", labelStudio.event("START_TRAINING"));
    Map<String, String> environment = jobEnvironment();
    environment.remove("LABEL_STUDIO_API_KEY");

    assertThat(TrainingProcess.run(environment, LabelledProject.UID)).isZero();

    JsonView run = status(service).get("last_run");
    assertThat(run.get("end").string()).isEqualTo("failed");
    assertThat(run.get("message").string())
        .startsWith("cannot fetch the labelled tasks of project 12: no key for Label Studio at ")
        .contains("set LABEL_STUDIO_API_KEY");
  }

  @Test
  void aStoreThatCannotBeReadAsksForAnotherAttempt() throws Exception {
    BackendServer service = service();
    post(service, "/webhook", labelStudio.event("START_TRAINING"));
    execute();
    damageTheHead();

    assertThat(TrainingProcess.run(jobEnvironment(), LabelledProject.UID)).isEqualTo(1);
  }

  /** Writes what is no head into the only project's head. */
  void damageTheHead() throws Exception {
    List<Path> heads;
    try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
      heads = files.filter(file -> file.getFileName().toString().equals("head.json")).toList();
    }
    assertThat(heads).hasSize(1);
    Files.writeString(heads.get(0), "{");
  }

  @Test
  void whatIsNoProjectIsRefused() {
    assertThatThrownBy(() -> TrainingProcess.run(jobEnvironment(), "../12"))
        .isInstanceOf(StartFailure.class)
        .hasMessage(
            "There is no such project: a project uid has 1 to 100 characters out of A-Z a-z 0-9 ."
                + " _ - and no leading dot: '../12'.");
  }

  /** Runs the execution that was started last, with the arguments that it was given. */
  private int execute() throws Exception {
    List<?> arguments = google.started().get(google.started().size() - 1);
    assertThat(arguments.get(0)).isEqualTo("train");
    return TrainingProcess.run(jobEnvironment(), (String) arguments.get(1));
  }

  private BackendServer service() throws Exception {
    Map<String, String> environment = jobEnvironment();
    environment.putAll(google.environment());
    environment.put("LSML_TRAINING_JOB", PatientJobs.PREFIX + FakeCloudRun.JOB);
    environment.put("PORT", "0");
    environment.put("LSML_VERSION_CHECK_SECONDS", "0");
    BackendServer service = BackendServer.start(Start.of(environment), "127.0.0.1");
    services.add(service);
    return service;
  }

  private Map<String, String> jobEnvironment() {
    Map<String, String> environment = new HashMap<>(labelStudio.environment());
    environment.putAll(store());
    return environment;
  }

  /** The variables that name the store. */
  Map<String, String> store() {
    return Map.of("MODEL_DIR", folder.resolve("store").toString());
  }

  private static String setup(BackendServer service) throws Exception {
    HttpAnswer answer =
        post(
            service,
            "/setup",
            Json.text(Map.of("project", LabelledProject.UID, "schema", LabelledProject.CONFIG)));
    return JsonView.of(Json.read(answer.text())).get("model_version").string();
  }

  private static JsonView status(BackendServer service) throws Exception {
    HttpCall call = HttpCall.of("GET", "/status?project=" + LabelledProject.UID);
    String status = SocketClient.exchange(service.port(), call).text();
    return JsonView.of(Json.read(status)).get("projects").get(LabelledProject.UID);
  }

  private static HttpAnswer post(BackendServer service, String path, String body) throws Exception {
    return SocketClient.exchange(service.port(), HttpCall.of("POST", path).withBody(body));
  }
}
