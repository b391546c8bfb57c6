// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.HeadReader;
import dev.lsml.core.version.Lease;
import dev.lsml.core.version.Projects;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the work that an earlier process left in the store. Thread-safe: no state. */
final class WorkScan {
  private static final System.Logger LOG = System.getLogger(WorkScan.class.getName());

  private WorkScan() {}

  /**
   * When to look at which project: where a training is pending, when it is due; where one was
   * begun, when its lease expires.
   *
   * @throws StoreException when the store cannot be listed
   */
  static Map<ProjectUid, Instant> of(Documents documents) throws StoreException {
    Map<ProjectUid, Instant> work = new LinkedHashMap<>();
    for (ProjectUid project : Projects.in(documents.store())) {
      try {
        Instant at = of(documents, project);
        if (at != null) {
          work.put(project, at);
        }
      } catch (StoreException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "cannot tell whether project {0} has a training left to do: {1}",
            project,
            e.getMessage());
      }
    }
    return work;
  }

  private static @Nullable Instant of(Documents documents, ProjectUid project)
      throws StoreException {
    Lease lease = new HeadReader(documents.store()).read(project).lease();
    if (lease != null) {
      return lease.expiresAt();
    }
    PendingTrainings.Found found = new PendingTrainings(documents).find(project);
    return found == null ? null : found.request().dueAt();
  }
}
