// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/** Knows which projects a store holds. Thread-safe: no state. */
public final class Projects {
  private Projects() {}

  /**
   * All projects that anything is stored of, in the order of their keys; one listing of one entry
   * for each, however much it holds.
   *
   * @throws StoreException when the store cannot be read
   */
  public static List<ProjectUid> in(ObjectStore store) throws StoreException {
    return in(store, Integer.MAX_VALUE);
  }

  /**
   * The first projects that anything is stored of, as {@link #in(ObjectStore)} has them.
   *
   * @param limit how many at most
   * @throws StoreException when the store cannot be read
   */
  public static List<ProjectUid> in(ObjectStore store, int limit) throws StoreException {
    List<ProjectUid> projects = new ArrayList<>();
    ObjectKey after = null;
    while (projects.size() < limit) {
      List<ObjectEntry> next = store.list(Keys.PROJECTS, after, 1);
      if (next.isEmpty()) {
        return projects;
      }
      ObjectKey key = next.get(0).key();
      ProjectUid project = Keys.projectOf(key);
      if (project != null) {
        projects.add(project);
      }
      after = project == null ? key : new Keys(project).end();
    }
    return projects;
  }
}
