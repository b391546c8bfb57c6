// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.model;

import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.protocol.ProjectUid;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a training run hands to {@link TrainableModel#fit}. Used by one thread at a time, but for
 * {@link #log}.
 */
public final class FitContext {
  private final ProjectUid project;
  private final LabelConfig labelConfig;
  private final TrainingEvent event;
  private final Path workFolder;
  private final Consumer<String> log;
  private final Map<String, Object> metrics = new LinkedHashMap<>();

  /**
   * Makes one.
   *
   * @param workFolder an existing, empty folder
   */
  public FitContext(
      ProjectUid project, LabelConfig labelConfig, TrainingEvent event, Path workFolder) {
    this(project, labelConfig, event, workFolder, line -> {});
  }

  /**
   * Makes one that hands on what is logged.
   *
   * @param workFolder an existing, empty folder
   * @param log takes lines, from any thread
   */
  public FitContext(
      ProjectUid project,
      LabelConfig labelConfig,
      TrainingEvent event,
      Path workFolder,
      Consumer<String> log) {
    this.project = project;
    this.labelConfig = labelConfig;
    this.event = event;
    this.workFolder = workFolder;
    this.log = log;
  }

  /** The project that is learned from. */
  public ProjectUid project() {
    return project;
  }

  /** The project's label config, as Label Studio had it when the run began. */
  public LabelConfig labelConfig() {
    return labelConfig;
  }

  /** Why this run takes place. */
  public TrainingEvent event() {
    return event;
  }

  /**
   * An empty folder. All files in it when {@code fit} returns, at any depth, become the version's.
   */
  public Path workFolder() {
    return workFolder;
  }

  /**
   * Reports a figure of the version, to be shown on {@code /status}; a later one of the same name
   * replaces it.
   *
   * @param name such as {@code accuracy}
   * @param value a JSON value: a finite number, a text, a boolean, a list or a map of such
   */
  public void metric(String name, Object value) {
    metrics.put(name, value);
  }

  /**
   * Says how the training goes, such as {@code epoch 3: loss 0.21}. The line goes to the log of the
   * process, and the last ones stay with the run and are shown on {@code /status}: what must not be
   * read there, such as a key, has no place in them. May be called from any thread.
   */
  public void log(String line) {
    log.accept(line);
  }

  /** What was reported so far, in order. */
  public Map<String, Object> metrics() {
    return Collections.unmodifiableMap(metrics);
  }
}
