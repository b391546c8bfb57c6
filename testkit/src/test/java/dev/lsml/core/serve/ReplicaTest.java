// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.ModelInfo;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.testkit.Fault;
import dev.lsml.testkit.FaultPlan;
import dev.lsml.testkit.InMemoryObjectStore;
import dev.lsml.testkit.ScriptedFaultStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One replica trains, another serves: how and when the other takes over the new version. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplicaTest {
  static final AtomicInteger OPEN = new AtomicInteger();
  static volatile CountDownLatch loading = new CountDownLatch(0);
  static volatile CountDownLatch mayLoad = new CountDownLatch(0);

  /** Remembers how many it learned from. */
  @ModelInfo(name = "counter", version = "1")
  public static final class Counter implements TrainableModel {
    private final double score;

    public Counter(ModelContext context) throws IOException, InterruptedException {
      if (context.files() == null) {
        score = 0;
      } else {
        loading.countDown();
        mayLoad.await();
        String learned = Files.readString(context.files().resolve("learned"));
        if (learned.equals("13")) {
          throw new IOException("cannot load 13");
        }
        score = Integer.parseInt(learned) / 100.0;
      }
      OPEN.incrementAndGet();
    }

    @Override
    public List<Prediction> predict(List<Task> tasks, PredictContext context) {
      return tasks.stream().map(task -> Prediction.of(List.of(), score)).toList();
    }

    @Override
    public Map<String, Object> fit(List<AnnotatedTask> tasks, FitContext context)
        throws IOException {
      Files.writeString(context.workFolder().resolve("learned"), "" + tasks.size());
      return Map.of();
    }

    @Override
    public void close() {
      OPEN.decrementAndGet();
    }
  }

  @TempDir Path folder;
  private final ObjectStore store = new InMemoryObjectStore();

  @BeforeEach
  void reset() {
    OPEN.set(0);
    loading = new CountDownLatch(0);
    mayLoad = new CountDownLatch(0);
  }

  private Served replica(String name, FakeLabelStudio labelStudio) {
    return replica(store, name, labelStudio);
  }

  private Served replica(ObjectStore through, String name, FakeLabelStudio labelStudio) {
    return new Served(
        Counter.class,
        through,
        folder.resolve(name),
        Map.of("LABEL_STUDIO_URL", labelStudio.url(), "LABEL_STUDIO_API_KEY", FakeLabelStudio.KEY));
  }

  private static String predictedVersion(Served served) {
    Served.Answer answer =
        served.post(
            "/predict",
            Json.text(
                Map.of(
                    "project",
                    FakeLabelStudio.UID,
                    "label_config",
                    Served.CONFIG,
                    "tasks",
                    List.of(Map.of("data", Map.of("text", "x"))))));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().get("results").items().get(0).get("model_version").string();
  }

  private static void train(Served served) {
    Object before = status(served).get("last_run").value();
    served.post(
        "/webhook",
        Json.text(
            Map.of(
                "action",
                "START_TRAINING",
                "project",
                Map.of("id", 12L, "created_at", FakeLabelStudio.CREATED_AT))));
    while (Objects.equals(before, status(served).get("last_run").value())) {
      Thread.onSpinWait();
    }
  }

  private static dev.lsml.core.json.JsonView status(Served served) {
    return served
        .get("/status?project=" + FakeLabelStudio.UID)
        .json()
        .get("projects")
        .get(FakeLabelStudio.UID);
  }

  private static void pass(Served served, int seconds) {
    served.nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void aNewVersionIsLoadedBesideTheOldOneWhichServesMeanwhile() throws Exception {
    try (FakeLabelStudio labelStudio = new FakeLabelStudio();
        Served serving = replica("a", labelStudio);
        Served training = replica("b", labelStudio)) {
      labelStudio.annotate("x", "Positive");
      serving.setup(FakeLabelStudio.UID, Served.CONFIG);
      assertThat(predictedVersion(serving)).startsWith("counter-v0-");
      train(training);
      loading = new CountDownLatch(1);
      mayLoad = new CountDownLatch(1);

      pass(serving, 4);
      assertThat(predictedVersion(serving)).as("not looked up yet").startsWith("counter-v0-");
      pass(serving, 2);
      assertThat(predictedVersion(serving)).as("looked up beside").startsWith("counter-v0-");
      loading.await();
      String old = predictedVersion(serving);
      assertThat(old).as("the new one loads").startsWith("counter-v0-");
      assertThat(serving.setup(FakeLabelStudio.UID, Served.CONFIG).version()).isEqualTo(old);

      mayLoad.countDown();
      while (predictedVersion(serving).equals(old)) {
        Thread.onSpinWait();
      }
      assertThat(predictedVersion(serving)).startsWith("counter-v1-");
      assertThat(serving.setup(FakeLabelStudio.UID, Served.CONFIG).version())
          .isEqualTo(predictedVersion(serving));
      assertThat(OPEN).as("the old model is closed").hasValue(1);
    }
  }

  @Test
  void afterALongPauseTheFirstPredictionHasTheNewVersionAlready() throws Exception {
    try (FakeLabelStudio labelStudio = new FakeLabelStudio();
        Served serving = replica("a", labelStudio);
        Served training = replica("b", labelStudio)) {
      labelStudio.annotate("x", "Positive");
      serving.setup(FakeLabelStudio.UID, Served.CONFIG);
      assertThat(predictedVersion(serving)).startsWith("counter-v0-");
      train(training);

      pass(serving, 50);
      assertThat(predictedVersion(serving)).startsWith("counter-v1-");
    }
  }

  @Test
  void afterALongPauseAVersionThatLoadsSlowlyIsNotWaitedForAndComesLater() throws Exception {
    try (FakeLabelStudio labelStudio = new FakeLabelStudio();
        Served serving = replica("a", labelStudio);
        Served training = replica("b", labelStudio)) {
      labelStudio.annotate("x", "Positive");
      serving.setup(FakeLabelStudio.UID, Served.CONFIG);
      assertThat(predictedVersion(serving)).startsWith("counter-v0-");
      train(training);
      mayLoad = new CountDownLatch(1);

      pass(serving, 3600);
      assertThat(predictedVersion(serving)).startsWith("counter-v0-");

      mayLoad.countDown();
      while (!predictedVersion(serving).startsWith("counter-v1-")) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aReplicaThatStartsLaterNamesTheVersionBeforeItLoadsIt() throws Exception {
    try (FakeLabelStudio labelStudio = new FakeLabelStudio();
        Served training = replica("b", labelStudio)) {
      labelStudio.annotate("x", "Positive");
      training.setup(FakeLabelStudio.UID, Served.CONFIG);
      train(training);
      OPEN.set(0);
      try (Served later = replica("c", labelStudio)) {
        String announced = later.setup(FakeLabelStudio.UID, Served.CONFIG).version();
        assertThat(announced).startsWith("counter-v1-");
        assertThat(OPEN).hasValue(0);
        assertThat(predictedVersion(later)).isEqualTo(announced);
      }
    }
  }

  @Test
  void aVersionThatCannotBeLoadedLeavesTheOldOneInForceAndSaysSo() throws Exception {
    try (FakeLabelStudio labelStudio = new FakeLabelStudio();
        Served served = replica("a", labelStudio)) {
      labelStudio.annotate("x", "Positive");
      served.setup(FakeLabelStudio.UID, Served.CONFIG);
      train(served);
      while (!predictedVersion(served).startsWith("counter-v1-")) {
        pass(served, 6);
      }
      for (int i = 2; i <= 13; i++) {
        labelStudio.annotate("x" + i, "Positive");
      }
      train(served);
      while (status(served).get("load_error").isNull()) {
        pass(served, 6);
        predictedVersion(served);
      }

      assertThat(predictedVersion(served)).startsWith("counter-v1-");
      assertThat(status(served).get("load_error").string())
          .isEqualTo("The model counter could not start for project " + FakeLabelStudio.UID);
      labelStudio.annotate("x14", "Positive");
      train(served);
      while (!predictedVersion(served).startsWith("counter-v3-")) {
        pass(served, 6);
      }
      assertThat(status(served).get("load_error").isNull()).isTrue();
    }
  }

  @Test
  void whileTheStoreIsAwayWhatIsLoadedGoesOnServing() throws Exception {
    AtomicBoolean away = new AtomicBoolean();
    FaultPlan plan = FaultPlan.when(call -> away.get(), Fault.FAIL);
    try (FakeLabelStudio labelStudio = new FakeLabelStudio();
        Served served = replica(new ScriptedFaultStore(store, plan), "a", labelStudio)) {
      String version = served.setup(FakeLabelStudio.UID, Served.CONFIG).version();
      assertThat(predictedVersion(served)).isEqualTo(version);

      away.set(true);
      pass(served, 60);
      assertThat(predictedVersion(served)).isEqualTo(version);
      assertThat(served.setup(FakeLabelStudio.UID, Served.CONFIG).version()).isEqualTo(version);
      assertThat(served.get("/health").status()).isEqualTo(200);

      Served.Answer unknown = served.setup("99.1", Served.CONFIG);
      assertThat(unknown.status()).isEqualTo(503);
      assertThat(unknown.response().reason()).isEqualTo("The backend cannot use its store");

      away.set(false);
      assertThat(served.setup("99.1", Served.CONFIG).status()).isEqualTo(200);
    }
  }
}
