// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.Project;
import dev.lsml.core.protocol.ProjectUid;
import java.io.IOException;
import java.util.function.Function;

/** Fetches labelled tasks from Label Studio's API (protocol §5.2). Thread-safe. */
public final class LabelStudioSource implements TrainingSource {
  private final Function<ProjectUid, LabelStudioClient> clients;
  private final boolean mayBeTold;

  /**
   * Makes one.
   *
   * @param clients gives the client for a project; throws {@link IllegalStateException} with the
   *     remedy while its address or key is not known
   * @param mayBeTold whether a later {@code /setup} can tell them, so that waiting makes sense
   */
  public LabelStudioSource(Function<ProjectUid, LabelStudioClient> clients, boolean mayBeTold) {
    this.clients = clients;
    this.mayBeTold = mayBeTold;
  }

  /**
   * Fetches the config and begins to fetch the tasks.
   *
   * @throws IOException when address or key are not known yet: the next {@code /setup} may tell
   * @throws IllegalStateException when the server has another project under that id, or address or
   *     key are not known and nobody will tell
   * @throws dev.lsml.core.labelstudio.LabelStudioException when the server refuses or cannot be
   *     reached
   */
  @Override
  public TrainingData fetch(ProjectUid project) throws IOException {
    LabelStudioClient client;
    try {
      client = clients.apply(project);
    } catch (IllegalStateException e) {
      if (mayBeTold) {
        throw new IOException(e.getMessage(), e);
      }
      throw e;
    }
    long id = id(project);
    Project found = client.project(id);
    if (project.value().indexOf('.') >= 0 && !found.uid().equals(project)) {
      throw new IllegalStateException(
          client.base()
              + " has another project "
              + id
              + " (uid "
              + found.uid()
              + " instead of "
              + project
              + "); set LABEL_STUDIO_URL to the server that this backend is connected to");
    }
    return new TrainingData(LabelConfig.parse(found.labelConfig()), client.labelledTasks(id));
  }

  private static long id(ProjectUid project) {
    try {
      return Long.parseLong(project.id());
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          "'" + project + "' is not a project of Label Studio, whose uids look like 12.1696257600",
          e);
    }
  }
}
