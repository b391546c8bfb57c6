// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.Project;
import dev.lsml.core.labelstudio.TaskPages;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.Task;
import dev.lsml.e2e.parts.LsmlBackend;
import dev.lsml.examples.textclassifier.Reviews;
import dev.lsml.examples.textclassifier.Reviews.Review;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A project with reviews in Label Studio, and what a person does in it by hand. */
public final class ReviewProject {
  private final LabelStudioClient labelStudio;
  private final Project project;
  private final String positive;
  private final String negative;
  private final Map<String, String> right = new HashMap<>();
  private final Set<Long> labelled = new HashSet<>();
  private long backend;

  private ReviewProject(
      LabelStudioClient labelStudio, Project project, String positive, String negative) {
    this.labelStudio = labelStudio;
    this.project = project;
    this.positive = positive;
    this.negative = negative;
  }

  /** Creates a project that asks for one of two labels, and imports generated reviews. */
  public static ReviewProject create(
      LabelStudioClient labelStudio,
      String title,
      String positive,
      String negative,
      List<Review> reviews) {
    String config =
        "<View><Text name=\"text\" value=\"$text\"/>"
            + "<Choices name=\"sentiment\" toName=\"text\" choice=\"single\">"
            + "<Choice value=\""
            + positive
            + "\"/><Choice value=\""
            + negative
            + "\"/>"
            + "</Choices></View>";
    ReviewProject created =
        new ReviewProject(
            labelStudio,
            labelStudio.createProject(Map.of("title", title, "label_config", config)),
            positive,
            negative);
    List<Map<String, Object>> tasks = new ArrayList<>();
    for (Review review : reviews) {
      boolean good = review.sentiment().equals(Reviews.POSITIVE);
      created.right.put(review.text(), good ? positive : negative);
      tasks.add(Map.of("data", Map.of("text", review.text())));
    }
    labelStudio.importTasks(created.id(), tasks);
    return created;
  }

  /** Its number in Label Studio. */
  public long id() {
    return project.id();
  }

  /** Its name in a backend. */
  public ProjectUid uid() {
    return project.uid();
  }

  /** The number of the backend that was connected by {@link #connect}. */
  public long backend() {
    return backend;
  }

  /** Fills in the form "Connect Model", and answers the record. */
  public JsonView connect(LsmlBackend server, String user, String password) {
    JsonView record =
        labelStudio.createBackend(
            Map.of(
                "project",
                id(),
                "url",
                server.url().toString(),
                "title",
                "lsml",
                "is_interactive",
                true,
                "auth_method",
                "BASIC_AUTH",
                "basic_auth_user",
                user,
                "basic_auth_pass",
                password));
    backend = record.get("id").whole();
    return record;
  }

  /** Gives the webhook that Label Studio made for the backend the header with the secret. */
  public JsonView signWebhook(LsmlBackend server, String header, String secret) {
    for (JsonView webhook : labelStudio.webhooks(id())) {
      if (webhook.get("url").string().equals(server.url() + "/webhook")) {
        return labelStudio.patchWebhook(
            webhook.get("id").whole(), Map.of("headers", Map.of(header, secret)));
      }
    }
    throw new AssertionError("Label Studio made no webhook for " + server.url());
  }

  /** Selects all tasks and presses "Retrieve Predictions". */
  public void retrievePredictions() {
    labelStudio.action(id(), "retrieve_tasks_predictions", List.of());
  }

  /** What the page of the project reads: the record after health and setup. */
  public JsonView connectedBackend() {
    List<JsonView> backends = labelStudio.backends(id());
    if (backends.size() != 1) {
      throw new AssertionError("expected one backend, got " + backends);
    }
    return backends.get(0);
  }

  /** The version in the record after health and setup. */
  public String version() {
    return connectedBackend().get("model_version").string();
  }

  /** All its tasks. */
  public List<Task> tasks() {
    TaskPages pages = labelStudio.tasks(id());
    List<Task> tasks = new ArrayList<>();
    pages.forEachRemaining(tasks::addAll);
    return tasks;
  }

  /** Labels the next tasks rightly, one by one, and answers how many are labelled now. */
  public int label(int count) {
    int left = count;
    for (Task task : tasks()) {
      if (left > 0 && labelled.add(task.id())) {
        left--;
        labelStudio.createAnnotation(
            task.id(),
            Map.of(
                "result",
                List.of(
                    Map.of(
                        "from_name", "sentiment",
                        "to_name", "text",
                        "type", "choices",
                        "value", Map.of("choices", List.of(rightLabel(task))))),
                "lead_time",
                1.5));
      }
    }
    return labelled.size();
  }

  /** Presses the button beside the backend. */
  public void pressStartTraining() {
    labelStudio.trainBackend(connectedBackend().get("id").whole());
  }

  /** How many of the given tasks a version has labelled rightly, as a part of all of them. */
  public double accuracy(List<Task> tasks, String version) {
    int hits = 0;
    for (Task task : tasks) {
      if (label(task, version).equals(rightLabel(task))) {
        hits++;
      }
    }
    return (double) hits / tasks.size();
  }

  /** The tasks among the given ones that nobody has labelled. */
  public List<Task> unlabelled(List<Task> tasks) {
    return tasks.stream().filter(task -> !labelled.contains(task.id())).toList();
  }

  /** The labels that a version has given to any task. */
  public Set<String> labelsOf(String version) {
    Set<String> labels = new HashSet<>();
    tasks().forEach(task -> labels.add(label(task, version)));
    return labels;
  }

  private String rightLabel(Task task) {
    return right.get(String.valueOf(task.data().get("text")));
  }

  private static String label(Task task, String version) {
    List<Prediction> predictions =
        task.predictions().stream()
            .filter(prediction -> version.equals(prediction.modelVersion()))
            .toList();
    if (predictions.size() != 1) {
      throw new AssertionError(
          "task " + task.id() + " has " + predictions.size() + " predictions of " + version);
    }
    return JsonView.of(predictions.get(0).result().get(0).value())
        .get("choices")
        .items()
        .get(0)
        .string();
  }
}
