// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.result.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model that chooses the first choice of each control, and learns how many tasks there were: its
 * score is one over that.
 */
public final class EchoModel implements TrainableModel {
  private static final String FILE = "tasks.txt";

  private final List<ControlTag> choices;
  private final double score;

  /** Reads what was learned. */
  public EchoModel(ModelContext context) throws IOException {
    choices =
        context.labelConfig().controls().values().stream()
            .filter(control -> control.type().equals("Choices"))
            .toList();
    Path files = context.files();
    score = files == null ? 0 : 1.0 / Integer.parseInt(Files.readString(files.resolve(FILE)));
  }

  @Override
  public List<Prediction> predict(List<Task> tasks, PredictContext context) {
    return tasks.stream()
        .map(
            task ->
                Predictions.of(
                        choices.stream()
                            .map(c -> Predictions.choices(c, c.labels().keySet().iterator().next()))
                            .toList())
                    .score(score)
                    .prediction())
        .toList();
  }

  @Override
  public Map<String, Object> fit(List<AnnotatedTask> tasks, FitContext context) throws IOException {
    Files.writeString(context.workFolder().resolve(FILE), Integer.toString(tasks.size()));
    return Map.of("tasks", tasks.size());
  }
}
