// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.OfflineModel;
import dev.lsml.core.labelstudio.Project;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.serve.BulkPredictor;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.ProjectConfig;
import dev.lsml.preannotate.rows.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of a store's projects is meant, and its labelling interface: that of a file, else what the
 * project was last set up with, else what Label Studio says. Immutable.
 *
 * @param project {@link ProjectUid#NONE} when none is told and the store has none
 * @param labelConfig as XML
 */
record Setup(ProjectUid project, String labelConfig) {
  /**
   * Finds both.
   *
   * @throws Trouble when there is no such project or several, or no labelling interface
   */
  static Setup of(Work work) throws IOException {
    String told = work.options.project();
    List<ProjectUid> all = work.model.projects();
    List<ProjectUid> meant = new ArrayList<>();
    for (ProjectUid project : all) {
      if (told == null || project.value().equals(told) || project.id().equals(told)) {
        meant.add(project);
      }
    }
    String fromFile = fromFile(work.options.labelConfig());
    if (meant.size() == 1) {
      String stored = stored(work.model, meant.get(0));
      if (fromFile != null || stored != null) {
        return new Setup(meant.get(0), fromFile != null ? fromFile : String.valueOf(stored));
      }
    }
    if (meant.size() <= 1 && told != null && work.settings.labelStudioUrl() != null) {
      Project project = Contact.client(work.settings, work.sleeper).project(ProjectRun.idOf(told));
      return new Setup(project.uid(), fromFile != null ? fromFile : project.labelConfig());
    }
    if (meant.isEmpty() && told == null && fromFile != null) {
      return new Setup(ProjectUid.NONE, fromFile);
    }
    if (meant.size() > 1 || told != null) {
      throw new Trouble(
          meant.isEmpty()
              ? "There is no project " + told + " in the store"
              : "It is not clear which project is meant",
          "the store " + work.settings.store() + " has " + (all.isEmpty() ? "none" : all),
          "Name one of them with --project, with Maven -Dlabelstudio.project=, or set"
              + " LABEL_STUDIO_URL and LABEL_STUDIO_API_KEY to have it looked up there; a project"
              + " is in the store once Label Studio has connected the backend");
    }
    throw new Trouble(
        "The label config is not known",
        "the store " + work.settings.store() + " has no project that was set up",
        "Name a file with the XML of the labelling interface with --label-config, with Maven"
            + " -Dlsml.labelConfig=");
  }

  private static @Nullable String fromFile(@Nullable String file) {
    try {
      return file == null ? null : Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new Trouble(
          "The label config cannot be read",
          e.toString(),
          "Name a file with the XML of the labelling interface, in UTF-8",
          e);
    }
  }

  private static @Nullable String stored(OfflineModel model, ProjectUid project)
      throws StoreException {
    ProjectConfig config = model.config(project);
    return config == null ? null : config.labelConfig();
  }

  /** The model in force for it. */
  BulkPredictor predictor(OfflineModel model) throws Exception {
    return model.predictor(project, labelConfig, Map.of());
  }
}
