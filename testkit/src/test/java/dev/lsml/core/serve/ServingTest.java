// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.http.Headers;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingTest {
  static final AtomicInteger CONSTRUCTIONS = new AtomicInteger();
  static final AtomicInteger CLOSED = new AtomicInteger();
  static volatile CountDownLatch construct = new CountDownLatch(0);

  /** Says Positive to everything, and fails for texts that say so. */
  public static final class Cheerful implements LabelStudioModel {
    public Cheerful(ModelContext context) throws InterruptedException {
      CONSTRUCTIONS.incrementAndGet();
      construct.await();
    }

    @Override
    public List<Prediction> predict(List<Task> tasks, PredictContext context) {
      List<Prediction> predictions = new ArrayList<>();
      for (Task task : tasks) {
        Object text = task.data().get("text");
        if ("fail".equals(text)) {
          throw new IllegalStateException("secret-in-message");
        }
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("from_name", "sentiment");
        region.put("to_name", "text");
        region.put("type", "choices");
        region.put("value", Map.of("choices", List.of("Positive")));
        predictions.add(
            new Prediction(
                List.of(new Region(region)), text instanceof Long n ? n / 1e6 : 0.5, "x"));
      }
      return predictions;
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }

  @TempDir Path folder;

  @BeforeEach
  void reset() {
    CONSTRUCTIONS.set(0);
    CLOSED.set(0);
    construct = new CountDownLatch(0);
  }

  private Served served() {
    return new Served(Cheerful.class, folder, Map.of());
  }

  private static String batch(int size, String project) {
    List<Object> tasks = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      tasks.add(Map.of("id", i, "data", Map.of("text", i)));
    }
    return Json.text(Map.of("tasks", tasks, "project", project, "label_config", Served.CONFIG));
  }

  @Test
  void healthNamesTheModelAndLoadsNone() {
    try (Served served = served()) {
      Served.Answer answer = served.get("/health");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo(
              "{\"status\":\"UP\",\"model_class\":\""
                  + Cheerful.class.getName()
                  + "\",\"model\":\"cheerful\"}");
      assertThat(served.get("/").body()).isEqualTo(answer.body());
      assertThat(CONSTRUCTIONS).hasValue(0);
    }
  }

  @Test
  void theRootIsHtmlForABrowserAndHealthNeverIs() {
    try (Served served = served()) {
      Headers browser = Headers.empty().with("Accept", "text/html,application/xhtml+xml,*/*");

      assertThat(served.send("GET", "/", browser, "").body())
          .startsWith("<!doctype html>")
          .contains("cheerful");
      assertThat(served.send("GET", "/health", browser, "").body())
          .startsWith("{\"status\":\"UP\"");
    }
  }

  @Test
  void healthIsAnsweredWhileAModelLoads() throws Exception {
    construct = new CountDownLatch(1);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (Served served = served()) {
      Future<Served.Answer> predict = pool.submit(() -> served.post("/predict", batch(1, "1.2")));
      while (CONSTRUCTIONS.get() == 0) {
        Thread.onSpinWait();
      }

      assertThat(served.get("/health").status()).isEqualTo(200);
      assertThat(predict).isNotDone();

      construct.countDown();
      assertThat(predict.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void setupAnswersTheVersionThatPredictionsCarryAndLoadsNoModel() {
    try (Served served = served()) {
      String version = served.setup("12.1696257600", Served.CONFIG).version();
      assertThat(version).matches("cheerful-v0-[0-9a-f]{6}");
      assertThat(CONSTRUCTIONS).hasValue(0);

      JsonView result =
          served.post("/predict", batch(1, "12.1696257600")).json().get("results").items().get(0);
      assertThat(result.get("model_version").string()).isEqualTo(version);
    }
  }

  @Test
  void theVersionFollowsConfigExtraParamsAndNothingElse() {
    try (Served served = served();
        Served replica = served()) {
      String first = served.setup("1.1", Served.CONFIG).version();
      assertThat(served.setup("1.1", Served.CONFIG).version()).isEqualTo(first);
      assertThat(replica.setup("1.1", Served.CONFIG).version()).isEqualTo(first);
      assertThat(served.setup("1.1", "<View></View>").version()).isNotEqualTo(first);

      String body =
          "{\"project\":\"1.1\",\"schema\":%s,\"extra_params\":%s}"
              .formatted(Json.text(Served.CONFIG), "%s");
      String withParams = served.post("/setup", body.formatted("{\"a\":1,\"b\":2}")).version();
      assertThat(withParams).isNotEqualTo(first);
      assertThat(served.post("/setup", body.formatted("\"{\\\"b\\\":2,\\\"a\\\":1}\"")).version())
          .as("the same params as text and in another order")
          .isEqualTo(withParams);
      assertThat(served.post("/setup", body.formatted("null")).version()).isEqualTo(first);
      assertThat(served.post("/setup", body.formatted("\"\"")).version()).isEqualTo(first);
    }
  }

  @Test
  void setupIsRememberedByTheNextProcess() {
    String version;
    Served first = served();
    version =
        first
            .post(
                "/setup",
                "{\"project\":\"7.7\",\"schema\":"
                    + Json.text(Served.CONFIG)
                    + ",\"extra_params\":{\"k\":true}}")
            .version();
    first.close();
    try (Served second = new Served(Cheerful.class, first.store, folder, Map.of())) {
      JsonView result =
          second
              .post("/predict", "{\"project\":\"7.7\",\"tasks\":[{\"data\":{\"text\":\"a\"}}]}")
              .json()
              .get("results")
              .items()
              .get(0);
      assertThat(result.get("model_version").string()).isEqualTo(version);
      assertThat(result.get("result").items()).hasSize(1);
    }
  }

  @Test
  void everyTaskGetsOneResultInOrder() {
    try (Served served = served()) {
      List<JsonView> results =
          served.post("/predict", batch(1000, "1.2")).json().get("results").items();

      assertThat(results).hasSize(1000);
      for (int i = 0; i < 1000; i++) {
        assertThat(results.get(i).get("score").value()).isEqualTo(i / 1e6);
      }
    }
  }

  @Test
  void aTaskThatFailsGetsAnEmptyResultAndFailsNoOther() {
    try (Served served = served()) {
      Served.Answer answer =
          served.post(
              "/predict",
              "{\"tasks\":[{\"data\":{\"text\":\"a\"}},{\"data\":{\"text\":\"fail\"}},"
                  + "{\"data\":{\"text\":\"b\"}}],\"label_config\":"
                  + Json.text(Served.CONFIG)
                  + "}");

      List<JsonView> results = answer.json().get("results").items();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(results).hasSize(3);
      assertThat(results.get(0).get("result").items()).hasSize(1);
      assertThat(results.get(1).get("result").items()).isEmpty();
      assertThat(results.get(1).get("score").value()).isEqualTo(0.0);
      assertThat(results.get(2).get("result").items()).hasSize(1);
    }
  }

  @Test
  void tenThousandRequestsOfOneVersionConstructTheModelOnce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (Served served = served()) {
      String body = batch(1, "3.3");
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        answers.add(pool.submit(() -> served.post("/predict", body).status()));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(200);
      }
      assertThat(CONSTRUCTIONS).hasValue(1);
      assertThat(CLOSED).hasValue(0);
    } finally {
      pool.shutdownNow();
    }
    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void aBodyOverTheLimitIsRefusedWithTheLimit() {
    try (Served served = new Served(Cheerful.class, folder, Map.of("LSML_MAX_BODY_BYTES", "100"))) {
      Served.Answer answer = served.post("/predict", batch(100, "1.1"));

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.response().reason())
          .isEqualTo("The request body is over the limit of 100 bytes");
      assertThat(answer.json().get("remedy").string()).contains("LSML_MAX_BODY_BYTES");
    }
  }

  @Test
  void aMalformedBodyIsTheSendersFaultAndSaysWhere() {
    try (Served served = served()) {
      assertThat(served.post("/predict", "{\"tasks\":").json().get("error").string())
          .startsWith("The request body is not what /predict takes: not valid JSON at line 1");
      assertThat(served.post("/predict", "{\"tasks\":[{\"data\":3}]}").response().reason())
          .isEqualTo(
              "The request body is not what /predict takes: tasks[0].data must be an object, but is"
                  + " the number 3");
      assertThat(served.post("/predict", "{}").status()).isEqualTo(400);
      assertThat(served.post("/setup", "[]").status()).isEqualTo(400);
    }
  }

  @Test
  void whatFailsInsideIsNotToldOutside() {
    try (Served served = new Served(Broken.class, folder, Map.of())) {
      Served.Answer answer = served.post("/predict", batch(1, "1.1"));

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.json().get("error").string())
          .isEqualTo("The model broken could not start for project 1.1");
      assertThat(answer.json().get("cause").string())
          .startsWith("IllegalArgumentException in the constructor of ");
      assertThat(answer.body()).doesNotContain("hunter2");
    }
  }

  /** Cannot be made. */
  public static final class Broken implements LabelStudioModel {
    public Broken() {
      throw new IllegalArgumentException("password is hunter2");
    }

    @Override
    public List<Prediction> predict(List<Task> tasks, PredictContext context) {
      return List.of();
    }
  }

  @Test
  void aPathThatIsNotThereListsThoseThatAre() {
    try (Served served = served()) {
      assertThat(served.get("/predictt").status()).isEqualTo(404);
      assertThat(served.get("/predictt").json().get("cause").string()).contains("/predict");
      assertThat(served.get("/predict").status()).isEqualTo(405);
      assertThat(served.get("/predict").response().headers().first("Allow")).isEqualTo("POST");
      assertThat(served.get("/health/").status()).isEqualTo(200);
    }
  }

  @Test
  void withoutCredentialsOnlyAProbeGetsThrough() {
    Map<String, String> auth = Map.of("BASIC_AUTH_USER", "jörg", "BASIC_AUTH_PASS", "päss:word");
    try (Served served = new Served(Cheerful.class, folder, auth)) {
      Headers right = basic("jörg:päss:word");
      Headers wrong = basic("jörg:päss");

      assertThat(served.get("/health").status()).isEqualTo(200);
      assertThat(served.send("GET", "/health", wrong, "").status()).isEqualTo(401);
      assertThat(served.send("GET", "/health", right, "").status()).isEqualTo(200);
      assertThat(served.get("/").status()).isEqualTo(401);
      assertThat(served.setup("1.1", Served.CONFIG).status()).isEqualTo(401);
      assertThat(served.get("/").response().headers().first("WWW-Authenticate"))
          .startsWith("Basic realm=");
      assertThat(served.send("POST", "/setup", right, "{}").status()).isEqualTo(200);
      assertThat(served.send("POST", "/setup", basic("%%%"), "{}").status()).isEqualTo(401);
      assertThat(
              served
                  .send("POST", "/setup", Headers.empty().with("Authorization", "Bearer x"), "{}")
                  .status())
          .isEqualTo(401);
    }
  }

  private static Headers basic(String credentials) {
    return Headers.empty()
        .with(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void metricsCountRequestsAndPredictions() {
    try (Served served = served()) {
      served.post("/predict", batch(3, "1.1"));
      served.get("/no-such-path-" + "x".repeat(50));

      String metrics = served.get("/metrics").body();
      assertThat(metrics)
          .contains("# TYPE lsml_predictions_total counter\nlsml_predictions_total 3\n")
          .contains("lsml_requests_total{path=\"/predict\",status=\"200\"} 1\n")
          .contains("lsml_requests_total{path=\"other\",status=\"404\"} 1\n")
          .doesNotContain("xxx");
    }
  }
}
