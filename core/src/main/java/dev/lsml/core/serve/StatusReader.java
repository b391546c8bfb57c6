// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.labelconfig.LabelConfigException;
import dev.lsml.core.labelconfig.ObjectTag;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.train.TrainingStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what {@code /status} tells, as JSON values: the one document that is also what the
 * page shows. Thread-safe.
 */
final class StatusReader {
  private static final String UNREADABLE =
      "its state cannot be read from the store; see the backend's log for the store's own words";
  private static final System.Logger LOG = System.getLogger(StatusReader.class.getName());

  private final Projects projects;
  private final ModelType type;
  private final Training training;
  private final Metrics metrics;
  private final StoreLook store;

  StatusReader(Projects projects, ModelType type, Training training, Metrics metrics) {
    this.projects = projects;
    this.type = type;
    this.training = training;
    this.metrics = metrics;
    this.store = new StoreLook(projects::beside, StoreLook.WAIT);
  }

  /** What is in memory; asks nobody and waits for nothing. */
  Map<String, @Nullable Object> remember() {
    Map<String, @Nullable Object> list = new LinkedHashMap<>();
    for (ServedProject project : projects.all()) {
      list.put(project.uid().value(), remember(project));
    }
    return document("memory", list, null);
  }

  /**
   * What the store says now, within a time.
   *
   * @param only {@code null} for all projects of the store and of this process
   * @throws StoreException when the one project cannot be read
   */
  Map<String, @Nullable Object> read(@Nullable ProjectUid only) throws StoreException {
    if (only != null) {
      return document("store", Map.of(only.value(), project(projects.of(only))), null);
    }
    Map<String, @Nullable Object> list = new LinkedHashMap<>();
    StoreLook.Found found = store.look(this::storedAndServed, this::projectOrError);
    list.putAll(found.projects());
    for (ServedProject project : projects.all()) {
      list.computeIfAbsent(project.uid().value(), uid -> remember(project));
    }
    return document("store", list, found.incomplete());
  }

  private List<ProjectUid> storedAndServed(int limit) throws StoreException {
    TreeSet<String> uids = new TreeSet<>();
    for (ServedProject project : projects.all()) {
      uids.add(project.uid().value());
    }
    for (ProjectUid project : projects.stored(limit)) {
      uids.add(project.value());
    }
    return uids.stream().map(ProjectUid::new).toList();
  }

  private Map<String, @Nullable Object> document(
      String source, Map<String, ? extends @Nullable Object> list, @Nullable String incomplete) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("model", type.name());
    answer.put("model_class", type.className());
    answer.put("trainable", type.trainable());
    answer.put("predictions", metrics.value("lsml_predictions_total"));
    answer.put("source", source);
    answer.put("incomplete", incomplete);
    answer.put("projects", list);
    return answer;
  }

  private Map<String, @Nullable Object> remember(ServedProject project) {
    ServedProject.Seen seen = project.seen();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    if (seen == null) {
      json.put("project", project.uid().value());
      return json;
    }
    serving(json, project, seen);
    json.putAll(new TrainingStatus(project.uid(), seen.head(), null).json());
    return json;
  }

  private Map<String, @Nullable Object> projectOrError(ProjectUid uid) {
    try {
      return project(projects.glance(uid));
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "project " + uid + ": its status cannot be read", e);
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("project", uid.value());
      json.put("error", UNREADABLE);
      return json;
    }
  }

  private Map<String, @Nullable Object> project(ServedProject project) throws StoreException {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    serving(json, project, project.look());
    json.putAll(training.status(project.uid()).json());
    return json;
  }

  private static void serving(
      Map<String, @Nullable Object> json, ServedProject project, ServedProject.Seen seen) {
    json.put("model_version", seen.version());
    json.put("loaded_models", project.loadedInstances().size());
    json.put("load_error", project.loadError());
    json.put("task_data", seen.labelConfig().isEmpty() ? null : taskData(seen.labelConfig()));
  }

  /** The keys of a task's data that the label config shows; empty when it cannot be read. */
  private static List<String> taskData(String xml) {
    try {
      TreeSet<String> keys = new TreeSet<>();
      for (ObjectTag object : LabelConfig.parse(xml).objects().values()) {
        String variable = object.variable();
        if (variable != null) {
          keys.add(variable);
        }
      }
      return List.copyOf(keys);
    } catch (LabelConfigException e) {
      return List.of();
    }
  }
}
