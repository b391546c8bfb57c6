// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.http.Headers;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.ModelInfo;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the requests of {@code dev/lsml/testkit/protocol} and compares the answers. */
class GoldenPairsTest {
  /** Set to write the answers down instead, to be read over before they are committed. */
  private static final boolean RECORD = Boolean.getBoolean("lsml.golden.record");

  /** Answers from the data alone. */
  @ModelInfo(name = "golden", version = "1")
  public static final class Golden implements TrainableModel {
    @Override
    public List<Prediction> predict(List<Task> tasks, PredictContext context) {
      List<Prediction> predictions = new ArrayList<>();
      for (Task task : tasks) {
        Object review = task.data().get("review");
        if ("fail".equals(review)) {
          throw new IllegalStateException("told to fail");
        }
        List<Region> regions = new ArrayList<>();
        if (context.interactive() != null) {
          for (Region drawn : context.interactive()) {
            regions.add(region("note", "textarea", "text", drawn.type()));
          }
        } else if ("unknown label".equals(review)) {
          regions.add(region("sentiment", "choices", "choices", "Neutral"));
        } else if (review != null) {
          regions.add(region("sentiment", "choices", "choices", "Positive"));
        }
        predictions.add(Prediction.of(regions, 0.75));
      }
      return predictions;
    }

    private static Region region(String control, String type, String key, String value) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("from_name", control);
      json.put("to_name", "text");
      json.put("type", type);
      json.put("value", Map.of(key, List.of(value)));
      return new Region(json);
    }

    @Override
    public Map<String, Object> fit(List<AnnotatedTask> tasks, FitContext context) {
      return Map.of();
    }
  }

  @TempDir Path folder;

  static Stream<Path> requests() throws IOException, URISyntaxException {
    return Files.list(pairs()).filter(file -> file.toString().endsWith(".request.json")).sorted();
  }

  private static Path pairs() throws URISyntaxException {
    return Path.of(
            Objects.requireNonNull(
                    GoldenPairsTest.class.getResource("/dev/lsml/testkit/protocol/SOURCE.md"))
                .toURI())
        .getParent();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void theAnswerIsTheRecordedOne(Path requestFile) throws IOException {
    JsonView request = JsonView.of(Json.read(Files.readAllBytes(requestFile)));
    String name = requestFile.getFileName().toString().replace(".request.json", "");
    Map<String, Object> answer = new LinkedHashMap<>();
    try (Served served = new Served(Golden.class, folder, Map.of())) {
      Served.Answer got =
          served.send(
              request.get("method").string(),
              request.get("path").string(),
              Headers.empty().with("Content-Type", "application/json"),
              request.has("body") ? Json.text(request.get("body").value()) : "");
      answer.put("status", (long) got.status());
      answer.put("body", got.json().value());
    }
    Path responseFile = requestFile.resolveSibling(name + ".response.json");
    if (RECORD) {
      Path source = Path.of("src/main/resources/dev/lsml/testkit/protocol");
      Files.writeString(source.resolve(name + ".response.json"), Json.text(answer) + "\n");
      return;
    }
    assertThat(answer).isEqualTo(Json.read(Files.readAllBytes(responseFile)));
  }
}
