// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.OfflineModel;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.StoreException;
import dev.lsml.preannotate.rows.Trouble;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of a store's projects is meant. Stateless. */
final class ProjectChoice {
  private ProjectChoice() {}

  /**
   * Finds the project.
   *
   * @param told its id or full uid, {@code null} when not told
   * @return {@link ProjectUid#NONE} when none is told and the store has none
   * @throws Trouble when it is not there, or there are several to choose from
   */
  static ProjectUid of(OfflineModel model, @Nullable String told) throws StoreException {
    List<ProjectUid> all = model.projects();
    List<ProjectUid> meant = new ArrayList<>();
    for (ProjectUid project : all) {
      if (told == null || project.value().equals(told) || project.id().equals(told)) {
        meant.add(project);
      }
    }
    if (meant.size() == 1) {
      return meant.get(0);
    }
    if (meant.isEmpty() && told == null) {
      return ProjectUid.NONE;
    }
    throw new Trouble(
        meant.isEmpty()
            ? "There is no project " + told + " in the store"
            : "It is not clear which project is meant",
        "the store has " + (all.isEmpty() ? "none" : all),
        "Name one of them with --project, with Maven -Dlabelstudio.project=; a project is there"
            + " once Label Studio has connected the backend");
  }
}
