// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import dev.lsml.core.files.TaskFiles;
import dev.lsml.core.files.TaskFilesOptions;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.ModelContext;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.ProjectServices;
import dev.lsml.core.model.ProjectState;
import dev.lsml.core.model.TrainingEvent;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.protocol.TaskCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A project with its label config and its folders, from which models are made, asked and taught.
 */
final class Run {
  private final Path folder;
  private LabelConfig config;
  private Path files;
  Map<String, Object> metrics = Map.of();

  Run(Path folder, String xml) {
    this.folder = folder;
    this.config = LabelConfig.parse(xml);
  }

  /** Somebody edits the label config. */
  void config(String xml) {
    config = LabelConfig.parse(xml);
  }

  /** Takes the files of another project's last training. */
  Run files(Path folderOfFiles) {
    files = folderOfFiles;
    return this;
  }

  TextClassifier model() throws IOException {
    return new TextClassifier(
        new ModelContext(
            new ProjectUid("1.1700000000"), config, "v", null, files, Map.of(), new Services()));
  }

  List<Prediction> predict(List<Task> tasks) throws IOException {
    return model().predict(tasks, new PredictContext("v", null, Map.of()));
  }

  Prediction predict(Map<String, ?> data) throws IOException {
    return predict(List.of(Task.of(data))).get(0);
  }

  /** Trains and takes what was written as the files of the next version. */
  Map<String, Object> fit(List<AnnotatedTask> tasks) throws IOException {
    Path work = Files.createTempDirectory(folder, "fit");
    FitContext context =
        new FitContext(
            new ProjectUid("1.1700000000"),
            config,
            new TrainingEvent("START_TRAINING", Instant.EPOCH),
            work);
    Map<String, Object> trainOutput = model().fit(tasks, context);
    files = work;
    metrics = context.metrics();
    return trainOutput;
  }

  Path weights() {
    return files.resolve(WeightsFile.NAME);
  }

  /** A task as Label Studio exports it, with {@code control: [labels]} chosen. */
  static AnnotatedTask annotated(Map<String, ?> data, Map<String, List<?>> choices) {
    List<Object> result = new ArrayList<>();
    choices.forEach(
        (control, labels) ->
            result.add(
                Map.of(
                    "from_name",
                    control,
                    "to_name",
                    "text",
                    "type",
                    "choices",
                    "value",
                    Map.of("choices", labels))));
    Object annotation = Json.read(Json.bytes(Map.of("id", 1, "result", result)));
    return new AnnotatedTask(Task.of(data), TaskCodec.annotation(JsonView.of(annotation)));
  }

  private final class Services implements ProjectServices {
    @Override
    public LabelStudioClient labelStudio() {
      throw new IllegalStateException("this project has no Label Studio");
    }

    @Override
    public TaskFiles taskFiles() {
      return new TaskFiles(TaskFilesOptions.in(folder.resolve("cache")), () -> Instant.EPOCH);
    }

    @Override
    public ProjectState state() {
      throw new IllegalStateException("this project keeps nothing");
    }
  }
}
