// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.model;

import dev.lsml.core.files.TaskFiles;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.protocol.ProjectUid;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model is made from: one project, one version, one label config. Immutable and thread-safe;
 * may be kept by the model.
 *
 * @param project the project; {@link ProjectUid#NONE} when a caller named none
 * @param labelConfig the parsed label config; its {@code xml()} is the raw one
 * @param modelVersion the version that the instance's predictions carry
 * @param extraParams the model's settings in Label Studio as a JSON value, {@code null} when empty
 * @param files the folder with the files of the last training, to be read only; {@code null} before
 *     the first
 * @param trainOutput what the last {@code fit} returned; empty before the first
 * @param services what the model may call
 */
public record ModelContext(
    ProjectUid project,
    LabelConfig labelConfig,
    String modelVersion,
    @Nullable Object extraParams,
    @Nullable Path files,
    Map<String, @Nullable Object> trainOutput,
    ProjectServices services) {

  /**
   * The client of the project's Label Studio.
   *
   * @throws IllegalStateException when no URL or no key is known; says which settings to set
   */
  public LabelStudioClient labelStudio() {
    return services.labelStudio();
  }

  /** Fetches the files that task data points to. */
  public TaskFiles taskFiles() {
    return services.taskFiles();
  }

  /** Small texts kept per project. */
  public ProjectState state() {
    return services.state();
  }
}
