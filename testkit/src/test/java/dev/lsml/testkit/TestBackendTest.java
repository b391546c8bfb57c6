// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static dev.lsml.testkit.PredictionAssert.assertThat;
import static dev.lsml.testkit.TestTasks.annotated;
import static dev.lsml.testkit.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.http.HttpRequest;
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
import dev.lsml.core.result.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestBackendTest {
  private static final String CONFIG =
      "<View><Text name='t' value='$text'/><Choices name='sentiment' toName='t'>"
          + "<Choice value='Positive'/><Choice value='Negative'/></Choices></View>";

  /** Knows the texts that it was taught, word for word. */
  @ModelInfo(name = "memory", version = "1")
  public static final class Memory implements TrainableModel {
    private final ModelContext context;
    private final Map<String, String> known = new LinkedHashMap<>();

    public Memory(ModelContext context) throws IOException {
      this.context = context;
      if (context.files() != null) {
        for (String line : Files.readAllLines(context.files().resolve("known.txt"))) {
          String[] pair = line.split("=", 2);
          known.put(pair[0], pair[1]);
        }
      }
    }

    @Override
    public List<Prediction> predict(List<Task> tasks, PredictContext request) {
      List<Prediction> predictions = new ArrayList<>();
      for (Task task : tasks) {
        String text = String.valueOf(task.data().get("text"));
        if (text.equals("throw")) {
          throw new IllegalStateException("as asked for");
        }
        if (text.equals("wrong")) {
          Map<String, Object> region = new LinkedHashMap<>();
          region.put("from_name", "nobody");
          region.put("to_name", "t");
          region.put("type", "choices");
          region.put("value", Map.of("choices", List.of("Positive")));
          predictions.add(Prediction.of(List.of(new Region(region)), 1.0));
          continue;
        }
        String label = request.interactive() == null ? known.get(text) : drawn(request);
        predictions.add(
            label == null
                ? Prediction.empty()
                : Predictions.choices(context.labelConfig().control(), label)
                    .score(0.9)
                    .prediction());
      }
      return predictions;
    }

    private static String drawn(PredictContext request) {
      return (String) ((List<?>) request.interactive().get(0).value().get("choices")).get(0);
    }

    @Override
    public Map<String, Object> fit(List<AnnotatedTask> tasks, FitContext fit) throws IOException {
      StringBuilder lines = new StringBuilder();
      for (AnnotatedTask each : tasks) {
        if (each.task().data().get("text").equals("poison")) {
          throw new IllegalArgumentException("cannot learn poison");
        }
        Object label = ((List<?>) each.annotation().result().get(0).value().get("choices")).get(0);
        lines.append(each.task().data().get("text")).append('=').append(label).append('\n');
      }
      Files.writeString(fit.workFolder().resolve("known.txt"), lines);
      fit.metric("examples", tasks.size());
      return Map.of();
    }
  }

  /** Does not learn. */
  @ModelInfo(name = "fixed", version = "1")
  public static final class Fixed implements LabelStudioModel {
    @Override
    public List<Prediction> predict(List<Task> tasks, PredictContext request) {
      return tasks.stream().map(task -> Prediction.empty()).toList();
    }
  }

  private static AnnotatedTask review(TestBackend backend, String text, String label) {
    return annotated(
        task("text", text),
        Predictions.choices(backend.labelConfig().control("sentiment"), label).prediction());
  }

  @Test
  void aModelIsAskedTaughtAndAskedAgain() {
    try (TestBackend backend = TestBackend.of(Memory.class, CONFIG)) {
      String first = backend.modelVersion();
      assertThat(backend.predict(task("text", "Great"))).isEmpty().hasScoreBetween(0, 0);

      Map<String, Object> metrics =
          backend.fit(
              List.of(review(backend, "Great", "Positive"), review(backend, "Bad", "Negative")));

      assertThat(metrics).containsEntry("examples", 2L);
      String second = backend.modelVersion();
      assertThat(first).startsWith("memory-v0-");
      assertThat(second).startsWith("memory-v1-");
      List<Prediction> predictions =
          backend.predict(List.of(task("text", "Bad"), task("text", "?"), task("text", "Great")));
      assertThat(predictions).hasSize(3);
      assertThat(predictions.get(0)).labels("sentiment").containsExactly("Negative");
      assertThat(predictions.get(0)).hasScoreBetween(0.9, 0.9);
      assertThat(predictions.get(0).modelVersion()).isEqualTo(second);
      assertThat(predictions.get(1)).isEmpty();
      assertThat(predictions.get(2)).labels("sentiment").containsExactly("Positive");

      backend.fit(List.of(review(backend, "Great", "Negative")));
      assertThat(backend.modelVersion()).startsWith("memory-v2-");
      assertThat(backend.predict(task("text", "Great")))
          .labels("sentiment")
          .containsExactly("Negative");
    }
  }

  @Test
  void whatWasLearnedSurvivesARestartAndANewConfigIsANewVersion() {
    try (TestBackend backend = TestBackend.of(Memory.class, CONFIG)) {
      backend.fit(List.of(review(backend, "Great", "Positive")));
      String trained = backend.modelVersion();
      backend.restart();
      assertThat(backend.modelVersion()).isEqualTo(trained);

      backend.setup(CONFIG.replace("sentiment", "mood"), Map.of("temperature", 0.5));
      assertThat(backend.modelVersion()).isNotEqualTo(trained).startsWith("memory-v1-");
      assertThat(backend.predict(task("text", "Great"))).labels("mood").containsExactly("Positive");
    }
  }

  @Test
  void anAnnotatorsRegionsComeWithAnInteractiveRequest() {
    try (TestBackend backend = TestBackend.of(Memory.class, CONFIG)) {
      Prediction drawn =
          Predictions.choices(backend.labelConfig().control("sentiment"), "Negative").prediction();

      assertThat(backend.predictInteractive(task("text", "?"), drawn.result().get(0)))
          .labels("sentiment")
          .containsExactly("Negative");
    }
  }

  @Test
  void aTaskForWhichTheModelThrowsFailsTheTest() {
    try (TestBackend backend = TestBackend.of(Memory.class, CONFIG)) {
      assertThatThrownBy(() -> backend.predict(List.of(task("text", "?"), task("text", "throw"))))
          .isInstanceOf(AssertionError.class)
          .hasMessage("1 tasks for which the model failed; the log above says more");
    }
  }

  @Test
  void aRegionThatLabelStudioWouldNotShowFailsTheTest() {
    try (TestBackend backend = TestBackend.of(Memory.class, CONFIG)) {
      assertThatThrownBy(() -> backend.predict(task("text", "wrong")))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("problems with regions, which Label Studio would refuse");
    }
  }

  @Test
  void aFitThatFailsOrHasNothingToLearnFromFailsTheTestAndChangesNothing() {
    try (TestBackend backend = TestBackend.of(Memory.class, CONFIG)) {
      backend.fit(List.of(review(backend, "Great", "Positive")));
      assertThatThrownBy(() -> backend.fit(List.of(review(backend, "poison", "Positive"))))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("fit led to no new version: ")
          .hasMessageContaining("cannot learn poison");
      assertThatThrownBy(() -> backend.fit(List.of()))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("no task has an annotation to learn from");

      assertThat(backend.modelVersion()).startsWith("memory-v1-");
      assertThat(backend.predict(task("text", "Great")))
          .labels("sentiment")
          .containsExactly("Positive");
    }
  }

  @Test
  void aModelThatDoesNotLearnSaysSo() {
    try (TestBackend backend = TestBackend.of(Fixed.class, CONFIG)) {
      assertThatThrownBy(() -> backend.fit(List.of(review(backend, "Great", "Positive"))))
          .isInstanceOf(AssertionError.class)
          .hasMessage("nothing is trained: the model fixed does not learn: it has no fit method");
    }
  }

  @Test
  void aWrongLabelConfigIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestBackend.of(Fixed.class, "<View>"))
        .withMessageContaining("label config");
  }

  @Test
  void theBackendItselfCanBeAsked() throws Exception {
    try (TestBackend backend = TestBackend.of(Fixed.class, CONFIG)) {
      assertThat(backend.http().handle(HttpRequest.of("GET", "/health")).status()).isEqualTo(200);
    }
  }
}
