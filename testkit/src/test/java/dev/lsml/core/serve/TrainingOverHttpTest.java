// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.ModelInfo;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.testkit.InMemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From an event through a training to the new version, all through the handler. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrainingOverHttpTest {
  static volatile CountDownLatch fitting = new CountDownLatch(0);
  static volatile CountDownLatch mayFit = new CountDownLatch(0);

  /** Predicts the choice that it was taught last. */
  @ModelInfo(name = "parrot", version = "1")
  public static final class Parrot implements TrainableModel {
    private final String choice;

    public Parrot(ModelContext context) throws IOException {
      this.choice =
          context.files() == null
              ? "Negative"
              : Files.readString(context.files().resolve("deep/choice.txt"));
    }

    @Override
    public List<Prediction> predict(List<Task> tasks, PredictContext context) {
      Map<String, Object> region = new LinkedHashMap<>();
      region.put("from_name", "sentiment");
      region.put("to_name", "text");
      region.put("type", "choices");
      region.put("value", Map.of("choices", List.of(choice)));
      return tasks.stream().map(task -> Prediction.of(List.of(new Region(region)), 0.5)).toList();
    }

    @Override
    public Map<String, Object> fit(List<AnnotatedTask> tasks, FitContext context) throws Exception {
      fitting.countDown();
      mayFit.await();
      AnnotatedTask last = tasks.get(tasks.size() - 1);
      Object taught = ((List<?>) last.annotation().result().get(0).value().get("choices")).get(0);
      Files.createDirectories(context.workFolder().resolve("deep"));
      Files.writeString(context.workFolder().resolve("deep/choice.txt"), (String) taught);
      context.metric("examples", tasks.size());
      return Map.of("taught", taught);
    }
  }

  @TempDir Path folder;

  @BeforeEach
  void reset() {
    fitting = new CountDownLatch(0);
    mayFit = new CountDownLatch(0);
  }

  private Served served(Class<? extends LabelStudioModel> model, FakeLabelStudio labelStudio) {
    return new Served(
        model,
        new InMemoryObjectStore(),
        folder,
        Map.of("LABEL_STUDIO_URL", labelStudio.url(), "LABEL_STUDIO_API_KEY", FakeLabelStudio.KEY));
  }

  private static String event(String action, long total) {
    return Json.text(
        Map.of(
            "action",
            action,
            "project",
            Map.of(
                "id",
                12L,
                "created_at",
                FakeLabelStudio.CREATED_AT,
                "total_annotations_number",
                total)));
  }

  private static String predict() {
    return Json.text(
        Map.of(
            "project",
            FakeLabelStudio.UID,
            "label_config",
            Served.CONFIG,
            "tasks",
            List.of(Map.of("id", 1L, "data", Map.of("text", "x")))));
  }

  private static JsonView status(Served served) {
    return served.get("/status").json().get("projects").get(FakeLabelStudio.UID);
  }

  private static void awaitVersion(Served served, String start) {
    while (!served.setup(FakeLabelStudio.UID, Served.CONFIG).version().startsWith(start)) {
      served.nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
      Thread.onSpinWait();
    }
  }

  @Test
  void startTrainingLeadsToANewVersionWithoutHoldingUpPredictions() throws Exception {
    fitting = new CountDownLatch(1);
    mayFit = new CountDownLatch(1);
    try (FakeLabelStudio labelStudio = new FakeLabelStudio();
        Served served = served(Parrot.class, labelStudio)) {
      labelStudio.annotate("good", "Positive");
      String before = served.setup(FakeLabelStudio.UID, Served.CONFIG).version();
      JsonView first = served.post("/predict", predict()).json().get("results").items().get(0);
      assertThat(before).startsWith("parrot-v0-");
      assertThat(first.get("result").items().get(0).get("value").get("choices").value())
          .isEqualTo(List.of("Negative"));

      Served.Answer accepted = served.post("/webhook", event("START_TRAINING", 1));
      assertThat(accepted.status()).isEqualTo(201);
      String job = accepted.json().get("job").string();
      fitting.await();

      assertThat(status(served).get("state").string()).isEqualTo("running");
      assertThat(served.post("/job_status", Json.text(Map.of("job", job))).body())
          .isEqualTo("{\"job_status\":\"started\"}");
      JsonView meanwhile = served.post("/predict", predict()).json().get("results").items().get(0);
      assertThat(meanwhile.get("model_version").string()).isEqualTo(before);

      mayFit.countDown();
      awaitVersion(served, "parrot-v1-");
      JsonView after = served.post("/predict", predict()).json().get("results").items().get(0);
      assertThat(after.get("model_version").string())
          .isEqualTo(served.setup(FakeLabelStudio.UID, Served.CONFIG).version());
      assertThat(after.get("result").items().get(0).get("value").get("choices").value())
          .isEqualTo(List.of("Positive"));
      assertThat(
              status(served).get("versions").items().get(0).get("metrics").get("examples").whole())
          .isEqualTo(1);
      assertThat(served.post("/job_status", Json.text(Map.of("job", job))).body())
          .isEqualTo("{\"job_status\":\"finished\"}");
    }
  }

  @Test
  void tenAnnotationsMakeATrainingDueAndNineDoNot() {
    try (FakeLabelStudio labelStudio = new FakeLabelStudio();
        Served served = served(Parrot.class, labelStudio)) {
      labelStudio.annotate("good", "Positive");
      served.setup(FakeLabelStudio.UID, Served.CONFIG);
      for (int i = 1; i <= 9; i++) {
        assertThat(served.post("/webhook", event("ANNOTATION_CREATED", i)).body())
            .isEqualTo("{\"status\":\"ok\"}");
      }
      Served.Answer tenth = served.post("/webhook", event("ANNOTATION_CREATED", 10));

      assertThat(tenth.status()).isEqualTo(201);
      assertThat(tenth.json().get("job").string()).startsWith(FakeLabelStudio.UID + ":");
      awaitVersion(served, "parrot-v1-");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTrainingThatFailsKeepsTheVersionAndTellsWhy() throws Exception {
    try (FakeLabelStudio labelStudio = new FakeLabelStudio();
        Served served = served(Unteachable.class, labelStudio)) {
      labelStudio.annotate("good", "Positive");
      String before = served.setup(FakeLabelStudio.UID, Served.CONFIG).version();
      served.post("/webhook", event("START_TRAINING", 1));
      while (status(served).get("last_run").isNull()) {
        Thread.onSpinWait();
      }

      assertThat(status(served).get("last_run").get("message").string())
          .contains("all examples are alike");
      assertThat(served.setup(FakeLabelStudio.UID, Served.CONFIG).version()).isEqualTo(before);
    }
  }

  /** Never learns. */
  public static final class Unteachable implements TrainableModel {
    @Override
    public List<Prediction> predict(List<Task> tasks, PredictContext context) {
      return tasks.stream().map(task -> Prediction.empty()).toList();
    }

    @Override
    public Map<String, Object> fit(List<AnnotatedTask> tasks, FitContext context) {
      throw new IllegalStateException("all examples are alike");
    }
  }

  @Test
  void aModelWithoutFitSaysSoToEveryEvent() throws Exception {
    try (FakeLabelStudio labelStudio = new FakeLabelStudio();
        Served served = served(ServingTest.Cheerful.class, labelStudio)) {
      Served.Answer answer = served.post("/webhook", event("START_TRAINING", 1));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().get("detail").string())
          .isEqualTo("the model cheerful does not learn: it has no fit method");
    }
  }
}
