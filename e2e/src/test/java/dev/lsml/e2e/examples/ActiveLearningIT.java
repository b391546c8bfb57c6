// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Predictions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActiveLearningIT {
  private static final String CONFIG =
      "<View><Text name='review' value='$text'/><Choices name='sentiment' toName='review'>"
          + "<Choice value='Positive'/><Choice value='Negative'/></Choices></View>";
  private static final int LABELLED = 4;
  private static final int TORN = 6;

  @RegisterExtension static final LiveExample LIVE = new LiveExample("active-learning", CONFIG);

  @Test
  void labelStudioAsksNextAboutTheTaskThatTheModelIsLeastSureOf() throws Exception {
    LIVE.importTasks(
        List.of(
            Map.of("text", "wonderful great film"),
            Map.of("text", "awful dull film"),
            Map.of("text", "great wonderful story"),
            Map.of("text", "dull awful story"),
            Map.of("text", "great and wonderful"),
            Map.of("text", "awful and dull"),
            Map.of("text", "wonderful but awful"),
            Map.of("text", "wonderful and great")));
    List<Task> tasks = LIVE.tasks();
    for (int i = 0; i < LABELLED; i++) {
      LIVE.annotate(
          tasks.get(i),
          Predictions.choices(
                  LabelConfig.parse(CONFIG).control("sentiment"),
                  i % 2 == 0 ? "Positive" : "Negative")
              .prediction()
              .result());
    }
    LIVE.train();
    List<Prediction> predictions = LIVE.retrievePredictions();
    assertThat(predictions.subList(LABELLED, predictions.size()))
        .extracting(Prediction::score)
        .filteredOn(score -> score < 0.2)
        .containsExactly(predictions.get(TORN).score());

    // What "Settings > Annotation" sets: the stored version that Label Studio goes by, without
    // which
    // it neither sorts nor samples, and the sampling.
    LIVE.client()
        .patchProject(
            LIVE.project(),
            Map.of("sampling", "Uncertainty sampling", "model_version", LIVE.version()));
    assertThat(byPredictionScore().get(0)).isEqualTo(tasks.get(TORN).id());
    JsonView next = LIVE.client().get("/api/projects/" + LIVE.project() + "/next");
    assertThat(next.get("queue").string()).contains("Active learning");
    assertThat(next.get("id").whole()).isEqualTo(tasks.get(TORN).id());
  }

  /** The tasks as the Data Manager has them when it is ordered by "Prediction score". */
  private static List<Long> byPredictionScore() {
    String query = Json.text(Map.of("ordering", List.of("tasks:predictions_score")));
    JsonView page =
        LIVE.client()
            .get(
                "/api/tasks/?project="
                    + LIVE.project()
                    + "&query="
                    + URLEncoder.encode(query, StandardCharsets.UTF_8));
    List<Long> ids = new ArrayList<>();
    page.get("tasks").items().forEach(task -> ids.add(task.get("id").whole()));
    return ids;
  }
}
