// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.examples;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.e2e.parts.Await;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.LsmlBackend;
import dev.lsml.e2e.parts.Parts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An example in service, connected with a project of its own in a Label Studio that the tests of
 * all examples share; and what a person does in that project.
 */
final class LiveExample implements BeforeAllCallback, AfterAllCallback {
  private static final Duration TRAINING = Duration.ofMinutes(3);

  private final String example;
  private final String labelConfig;
  private final Map<String, String> settings;
  private SharedLabelStudio labelStudio;
  private LsmlBackend backend;
  private long project;
  private long record;

  /**
   * Names it.
   *
   * @param example its folder's name
   */
  LiveExample(String example, String labelConfig) {
    this(example, labelConfig, Map.of());
  }

  /**
   * Names it; see {@link #LiveExample(String, String)}.
   *
   * @param settings environment variables that this example needs beside the usual ones
   */
  LiveExample(String example, String labelConfig, Map<String, String> settings) {
    this.example = example;
    this.labelConfig = labelConfig;
    this.settings = settings;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    labelStudio = SharedLabelStudio.of(context);
    Path folder = Folders.fresh(context.getRequiredTestClass());
    Map<String, String> all = new HashMap<>(settings);
    all.put("LABEL_STUDIO_URL", labelStudio.url());
    all.put("LABEL_STUDIO_API_KEY", labelStudio.key());
    all.put("LSML_ALLOW_HOSTS", "127.0.0.1");
    all.put("LSML_TRAIN_EVERY", "0");
    backend = Parts.need("examples", () -> LsmlBackend.example(example, folder, all));
    project = client().createProject(Map.of("title", example, "label_config", labelConfig)).id();
    record =
        client()
            .createBackend(
                Map.of(
                    "project",
                    project,
                    "url",
                    backend.url().toString(),
                    "title",
                    example,
                    "is_interactive",
                    true))
            .get("id")
            .whole();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (backend != null) {
      backend.close();
    }
  }

  LabelStudioClient client() {
    return labelStudio.client();
  }

  long project() {
    return project;
  }

  /** Imports tasks with these data. */
  void importTasks(List<Map<String, String>> data) {
    client().importTasks(project, data.stream().map(each -> Map.of("data", each)).toList());
  }

  /** All tasks, in the order of their import. */
  List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    client().tasks(project).forEachRemaining(tasks::addAll);
    return tasks;
  }

  /** The version that the model page of the project shows. */
  String version() {
    return client().backends(project).get(0).get("model_version").string();
  }

  /**
   * Selects all tasks, presses "Retrieve Predictions", and looks at what is stored under the
   * version in force.
   *
   * @return one prediction per task, in the order of their import
   */
  List<Prediction> retrievePredictions() {
    client().action(project, "retrieve_tasks_predictions", List.of());
    String version = version();
    List<Prediction> predictions = new ArrayList<>();
    for (Task task : tasks()) {
      List<Prediction> stored =
          task.predictions().stream().filter(p -> version.equals(p.modelVersion())).toList();
      if (stored.size() != 1) {
        throw new AssertionError(
            "task " + task.id() + " has " + stored.size() + " predictions of " + version);
      }
      predictions.add(stored.get(0));
    }
    return predictions;
  }

  /** A person labels a task and submits. */
  void annotate(Task task, List<Region> result) {
    client()
        .createAnnotation(task.id(), Map.of("result", result.stream().map(Region::json).toList()));
  }

  /** Presses "Start Training" and waits until Label Studio knows the new version. */
  void train() throws Exception {
    String before = version();
    client().trainBackend(record);
    Await.until("a new version is in force", TRAINING, this::version, v -> !v.equals(before));
  }

  /** A smart tool has been used in the editor. */
  JsonView suggest(Task task, List<Region> drawn) {
    JsonView answer =
        client()
            .post(
                "/api/ml/" + record + "/interactive-annotating",
                Map.of(
                    "task",
                    task.id(),
                    "context",
                    Map.of("result", drawn.stream().map(Region::json).toList())));
    if (answer.has("errors")) {
      throw new AssertionError("Label Studio says " + answer);
    }
    return answer.get("data");
  }
}
