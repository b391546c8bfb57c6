// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.aws.store.FaultyS3;
import dev.lsml.aws.store.S3Mock;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A function under Lambda's own runtime client, from its start over the checkpoint to the first
 * requests after the restore. There is no snapshot: the one process goes on as its own copy.
 */
@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "Lambda's runtime interface client is for Linux only")
@Timeout(120)
class SnapStartCycleTest {
  /** May only fall. */
  private static final int CLASSES_AT_FIRST_PREDICTION = 242;

  @TempDir Path folder;
  private FakeAccount account;
  private FaultyS3 s3;
  private FakeSqs sqs;
  private LabelledProject labelStudio;
  private String bucket;

  @BeforeEach
  void open() throws Exception {
    account = new FakeAccount();
    s3 = new FaultyS3(S3Mock.shared().url());
    sqs = new FakeSqs();
    labelStudio = new LabelledProject();
    bucket = S3Mock.shared().newBucket();
  }

  @AfterEach
  void close() {
    labelStudio.close();
    sqs.close();
    s3.close();
    account.close();
  }

  @Test
  void requestsAfterARestoreLoadNoClassesButThoseOfLambdasOwnRuntime() throws Exception {
    train();
    labelStudio.label(60); // so that a training is due
    Map<String, HttpCall> requests = new LinkedHashMap<>();
    requests.put("/predict", predict("old"));
    requests.put("/health", HttpCall.of("GET", "/health"));
    requests.put("/setup", setup());
    requests.put("an annotation", webhook("ANNOTATION_CREATED"));
    requests.put("a training", webhook("START_TRAINING"));

    Map<String, List<String>> loaded = new LinkedHashMap<>();
    try (FunctionProcess function = function()) {
      function.api().awaitInitialized();
      int before = function.classes().size();
      function.api().restore();
      for (Map.Entry<String, HttpCall> request : requests.entrySet()) {
        assertThat(function.ask(request.getValue()).status()).isBetween(200, 201);
        List<String> all = function.classes();
        loaded.put(request.getKey(), ofFunction(all.subList(before, all.size())));
        before = all.size();
      }
    }

    assertThat(sqs.messages()).hasSize(1);
    loaded.values().forEach(classes -> assertThat(classes).as("loaded: %s", loaded).isEmpty());
  }

  /** Without what the runtime client needs, which no function can use before. */
  private static List<String> ofFunction(List<String> loaded) {
    List<String> classes = new ArrayList<>(loaded);
    classes.removeIf(
        name ->
            name.startsWith("com.amazonaws.services.lambda.")
                // The JDK makes them for its reflection, by count of calls.
                || name.startsWith("java.lang.invoke.LambdaForm$")
                || name.startsWith("jdk.internal.reflect.Generated"));
    // The JDK's own cache of checked signatures makes an entry when an old one has expired.
    classes.remove("sun.security.util.MemoryCache$QueueCacheEntry");
    // The empty answer that lets it go on after the restore.
    classes.remove("sun.net.www.protocol.http.EmptyInputStream");
    return classes;
  }

  @Test
  void aCopyTrustsNothingThatTheSnapshotKnew() throws Exception {
    train();
    try (FunctionProcess function = function()) {
      function.api().awaitInitialized();
      Set<String> keysBefore = new HashSet<>(s3.keys());
      int requestsBefore = s3.keys().size();
      account.secret("basic-auth-pass", "new");
      train(); // while nobody runs, perhaps for days
      int trained = s3.keys().size();
      s3.breakConnections();

      function.api().restore();
      assertThat(function.ask(predict("old")).status()).isEqualTo(401);
      HttpAnswer answer = function.ask(predict("new"));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(version(answer)).startsWith("echo-model-v2-");
      assertThat(requestsBefore).isPositive();
      assertThat(s3.keys().subList(trained, s3.keys().size()))
          .isNotEmpty()
          .doesNotContainAnyElementsOf(keysBefore);
      assertThat(function.api().calls().subList(0, 2))
          .containsExactly("GET restore/next", "GET invocation/next");
      assertThat(function.log()).doesNotContain("WARN", "ERROR");
    }
  }

  @Test
  void aCopyThatCannotReadItsSecretsFailsAndLogsWhy() throws Exception {
    try (FunctionProcess function = function()) {
      function.api().awaitInitialized();
      account.forget("basic-auth-pass");
      function.api().restore();

      assertThatThrownBy(() -> function.ask(predict("old")))
          .hasMessageContaining("RestoreException");
      assertThat(function.log())
          .contains("no backend after the restore: cannot read the secret that BASIC_AUTH_PASS")
          .contains("ResourceNotFoundException");
      assertThat(function.api().calls()).containsExactly("GET restore/next", "POST restore/error");
    }
  }

  @Test
  void aFunctionWithoutASnapshotIsUsedAtOnceAndPrimesNothing() throws Exception {
    Map<String, String> environment = environment();
    try (FunctionProcess function =
        new FunctionProcess(LsmlHandler.class, environment, folder.resolve("plain"))) {
      assertThat(version(function.ask(predict("")))).startsWith("echo-model-v0-");
      assertThat(function.api().calls()).doesNotContain("GET restore/next");
      assertThat(function.log()).isEmpty();
    }
  }

  /** Each costs time at every cold start without a snapshot. */
  @Test
  void aFirstPredictionLoadsNoMoreClassesThanRecorded() throws Exception {
    train();
    try (FunctionProcess function =
        new FunctionProcess(LsmlHandler.class, environment(), folder.resolve("counted"))) {
      assertThat(version(function.ask(predict("")))).startsWith("echo-model-v1-");

      List<String> classes = function.classes();
      assertThat(classes)
          .noneMatch(name -> name.startsWith("software.amazon.awssdk.services."))
          .noneMatch(name -> name.startsWith("software.amazon.awssdk.core."))
          .noneMatch(name -> name.startsWith("java.net.http."))
          .noneMatch(name -> name.startsWith("javax.xml."))
          .noneMatch(name -> name.equals("javax.crypto.Mac"));
      assertThat(classes.stream().filter(SnapStartCycleTest::isOfFunctionsJars))
          .hasSizeLessThanOrEqualTo(CLASSES_AT_FIRST_PREDICTION);
    }
  }

  /** Without lambdas, whose number depends on the compiler, and without the runtime client's. */
  private static boolean isOfFunctionsJars(String name) {
    return !name.contains("$$Lambda")
        && (name.startsWith("dev.lsml.")
            || name.startsWith("com.fasterxml.")
            || name.startsWith("org.")
            || name.startsWith("software."));
  }

  @Test
  void aZipsLinesAreJsonWithTheRequestsId() throws Exception {
    Map<String, String> environment = environment();
    try (FunctionProcess function =
        new FunctionProcess(LsmlHandler.class, environment, folder.resolve("logging"))) {
      assertThat(function.ask(webhook("START_TRAINING")).status()).isEqualTo(201);

      List<String> lines =
          function.log().lines().filter(line -> !line.startsWith("SLF4J")).toList();
      assertThat(lines).hasSize(1);
      JsonView line = JsonView.of(Json.read(lines.get(0)));
      assertThat(line.get("level").string()).isEqualTo("INFO");
      assertThat(line.get("message").string()).contains("a training process is started");
      assertThat(line.get("logger").string()).isEqualTo("dev.lsml.core.train.Launches");
      assertThat(line.get("AWSRequestId").string()).startsWith("00000000-0000-4000-8000-");
    }
  }

  private static String version(HttpAnswer answer) throws IOException {
    return JsonView.of(Json.read(answer.text()))
        .get("results")
        .items()
        .get(0)
        .get("model_version")
        .string();
  }

  private FunctionProcess function() throws IOException {
    Map<String, String> environment = new HashMap<>(environment());
    environment.putAll(account.environment());
    environment.remove("AWS_ACCESS_KEY_ID");
    environment.remove("AWS_SECRET_ACCESS_KEY");
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    environment.put("BASIC_AUTH_USER", "lsml");
    environment.put("BASIC_AUTH_PASS", account.secret("basic-auth-pass", "old"));
    return new FunctionProcess(LsmlHandler.class, environment, folder.resolve("function"));
  }

  private HttpCall predict(String password) {
    return post(
        "/predict",
        password,
        Json.text(
            Map.of(
                "project",
                LabelledProject.UID,
                "label_config",
                LabelledProject.CONFIG,
                "tasks",
                List.of(Map.of("id", 1L, "data", Map.of("t", "x"))))));
  }

  private static HttpCall setup() {
    return post(
        "/setup",
        "old",
        Json.text(Map.of("project", LabelledProject.UID, "schema", LabelledProject.CONFIG)));
  }

  private HttpCall webhook(String action) {
    return post("/webhook", "old", labelStudio.event(action));
  }

  private static HttpCall post(String path, String password, String body) {
    String credentials =
        Base64.getEncoder().encodeToString(("lsml:" + password).getBytes(StandardCharsets.UTF_8));
    return HttpCall.of("POST", path)
        .with("Content-Type", "application/json")
        .with("Authorization", "Basic " + credentials)
        .withBody(body);
  }

  /** Publishes the next version, as the training function does. */
  private void train() throws Exception {
    try (Backend backend = ServingBackend.open(environment())) {
      LsmlHandler function = new LsmlHandler(backend);
      ask(function, setup());
      ask(function, webhook("START_TRAINING"));
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new TrainingHandler(TrainingBatch.open(environment()))
        .handleRequest(
            new ByteArrayInputStream(sqs.event()), answer, new FakeContext("t-1", 900_000));
    sqs.settle(answer.toByteArray());
    assertThat(sqs.messages()).isEmpty();
  }

  private static void ask(LsmlHandler function, HttpCall call) throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    function.handleRequest(
        new ByteArrayInputStream(Json.bytes(FunctionUrl.event(call, "r-1"))),
        result,
        FakeContext.of("r-1"));
    assertThat(FunctionUrl.answer(result.toByteArray()).status()).isBetween(200, 201);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(labelStudio.environment());
    environment.putAll(sqs.environment());
    environment.put("AWS_ENDPOINT_URL_S3", s3.url());
    environment.put("LSML_STORE", "s3://" + bucket + "/prod");
    environment.put("LSML_TRAINING_JOB", FakeSqs.QUEUE);
    return environment;
  }
}
