// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core;

import dev.lsml.core.config.Settings;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.serve.BulkPredictor;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.ProjectConfig;
import dev.lsml.core.version.ProjectConfigs;
import dev.lsml.core.version.Projects;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model of a {@link Backend} without its server, for programs that predict what nobody asks for
 * over HTTP. Changes nothing in the store. Thread-safe.
 */
public final class OfflineModel implements AutoCloseable {
  private final Assembly parts;

  private OfflineModel(Assembly parts) {
    this.parts = parts;
  }

  /** Opens the model of a type with the store and the time that the edges give. */
  public static OfflineModel open(Settings settings, ModelType type, Edges edges) {
    return new OfflineModel(new Assembly(settings, type, edges));
  }

  /**
   * The projects that the store holds anything of, in the order of their keys.
   *
   * @throws StoreException when the store cannot be read
   */
  public List<ProjectUid> projects() throws StoreException {
    return Projects.in(parts.documents().store());
  }

  /**
   * What a project was last set up with.
   *
   * @return {@code null} when it never was
   * @throws StoreException when the store cannot be read
   */
  public @Nullable ProjectConfig config(ProjectUid project) throws StoreException {
    return ProjectConfigs.read(parts.edges.reader(), project);
  }

  /**
   * Loads the version in force of a project, or the untrained model where there is none.
   *
   * @param labelConfig the XML, {@code null} for the one last set up
   * @param params as in {@link dev.lsml.core.model.PredictContext#params}
   * @throws Exception what the model's constructor throws, or the store
   */
  public BulkPredictor predictor(
      ProjectUid project, @Nullable String labelConfig, Map<String, @Nullable Object> params)
      throws Exception {
    return parts.projects.bulk(project, labelConfig, params);
  }

  /** Closes the model. */
  @Override
  public void close() {
    parts.close();
  }
}
