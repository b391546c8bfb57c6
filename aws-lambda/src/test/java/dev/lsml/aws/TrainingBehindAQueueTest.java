// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.aws.train.FakeSqs;
import dev.lsml.aws.train.TrainingBatch;
import dev.lsml.core.Backend;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import dev.lsml.testkit.LabelledProject;
import dev.lsml.testkit.aws.FunctionUrl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A function that serves and never trains, the one that does, the queue between, and the store. */
@Timeout(120)
class TrainingBehindAQueueTest {
  @TempDir Path folder;
  private FakeSqs sqs;
  private LabelledProject labelStudio;
  private final List<Backend> backends = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    sqs = new FakeSqs();
    labelStudio = new LabelledProject();
  }

  @AfterEach
  void close() {
    backends.forEach(Backend::close);
    labelStudio.close();
    sqs.close();
  }

  @Test
  void anEventIsQueuedAndTheFunctionServesWhatWasLearned() throws Exception {
    LsmlHandler function = function();
    assertThat(setup(function)).startsWith("echo-model-v0-");

    assertThat(post(function, "/webhook", labelStudio.event("START_TRAINING")).status())
        .isEqualTo(201);
    assertThat(sqs.messages()).hasSize(1);
    train();

    assertThat(sqs.messages()).isEmpty();
    LsmlHandler replica = function();
    assertThat(setup(replica)).startsWith("echo-model-v1-");
    assertThat(status(replica).get("last_run").get("end").string()).isEqualTo("published");
  }

  @Test
  void theSameTrainingIsQueuedOnceByAllInstances() throws Exception {
    LsmlHandler one = function();
    LsmlHandler other = function();
    post(one, "/webhook", labelStudio.event("START_TRAINING"));
    post(other, "/webhook", labelStudio.event("START_TRAINING"));
    post(other, "/webhook", labelStudio.event("ANNOTATION_CREATED"));

    assertThat(sqs.messages()).hasSize(1);
  }

  @Test
  void aQueueThatIsAwayIsMadeUpForByTheNextEvent() throws Exception {
    sqs.mood = FakeSqs.Mood.FORBIDDEN;
    LsmlHandler function = function();

    assertThat(post(function, "/webhook", labelStudio.event("START_TRAINING")).status())
        .isEqualTo(201);
    assertThat(sqs.messages()).isEmpty();
    sqs.mood = FakeSqs.Mood.WELL;
    post(function, "/webhook", labelStudio.event("TASKS_CREATED"));

    assertThat(sqs.messages()).hasSize(1);
  }

  @Test
  void aFunctionThatWouldHaveToTrainByItselfDoesNotStart() {
    Map<String, String> environment = trainingEnvironment();

    assertThatThrownBy(() -> ServingBackend.open(environment))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the model echo-model learns, but LSML_TRAINING_JOB is not set: a Lambda function is"
                + " frozen once it has answered, so it cannot train beside its requests. Set it to"
                + " the address of the training function's FIFO queue, as deploying does");
  }

  @Test
  void aJobOfAnotherFormIsRefusedWithTheFormThatIsKnown() {
    Map<String, String> environment = trainingEnvironment();
    environment.put("LSML_TRAINING_JOB", "projects/p/locations/l/jobs/j");

    assertThatThrownBy(() -> ServingBackend.open(environment))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(
            "it knows the form https://sqs.REGION.amazonaws.com/ACCOUNT/NAME.fifo");
  }

  private void train() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new TrainingHandler(TrainingBatch.open(trainingEnvironment()))
        .handleRequest(
            new ByteArrayInputStream(sqs.event()), answer, new FakeContext("t-1", 900_000));
    sqs.settle(answer.toByteArray());
  }

  private LsmlHandler function() {
    Map<String, String> environment = trainingEnvironment();
    environment.put("LSML_TRAINING_JOB", FakeSqs.QUEUE);
    Backend backend = ServingBackend.open(environment);
    backends.add(backend);
    return new LsmlHandler(backend);
  }

  private Map<String, String> trainingEnvironment() {
    Map<String, String> environment = new HashMap<>(labelStudio.environment());
    environment.putAll(sqs.environment());
    environment.put("LSML_STORE", folder.resolve("store").toUri().toString());
    return environment;
  }

  private static String setup(LsmlHandler function) throws IOException {
    HttpAnswer answer =
        post(
            function,
            "/setup",
            Json.text(Map.of("project", LabelledProject.UID, "schema", LabelledProject.CONFIG)));
    return JsonView.of(Json.read(answer.text())).get("model_version").string();
  }

  private static JsonView status(LsmlHandler function) throws IOException {
    String status =
        exchange(function, HttpCall.of("GET", "/status?project=" + LabelledProject.UID)).text();
    return JsonView.of(Json.read(status)).get("projects").get(LabelledProject.UID);
  }

  private static HttpAnswer post(LsmlHandler function, String path, String body)
      throws IOException {
    return exchange(
        function,
        HttpCall.of("POST", path).with("Content-Type", "application/json").withBody(body));
  }

  private static HttpAnswer exchange(LsmlHandler function, HttpCall call) throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    function.handleRequest(
        new ByteArrayInputStream(Json.bytes(FunctionUrl.event(call, "r-1"))),
        result,
        FakeContext.of("r-1"));
    return FunctionUrl.answer(result.toByteArray());
  }
}
