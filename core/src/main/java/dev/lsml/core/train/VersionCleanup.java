// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Head;
import dev.lsml.core.version.HeadReader;
import dev.lsml.core.version.Keys;
import dev.lsml.core.version.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the objects of versions that are no longer kept and of runs that never published.
 *
 * <p>Needs no clock: once a head says that number n was published last, a version of a number up to
 * n that is not in the history can never get there, since the history only ever gains n + 1. A run
 * that goes on meanwhile makes a greater number and is left alone. Thread-safe.
 */
final class VersionCleanup {
  private static final int PAGE = 1000;

  private final ObjectStore store;
  private final StepListener steps;

  VersionCleanup(ObjectStore store, StepListener steps) {
    this.store = store;
    this.steps = steps;
  }

  /**
   * Cleans a project up.
   *
   * @throws StoreException when something could not be deleted; the next time goes on with it
   */
  void run(ProjectUid project) throws StoreException {
    Keys keys = new Keys(project);
    Head head = new HeadReader(store).read(project);
    ObjectKey after = null;
    for (List<ObjectEntry> page = list(keys, after); !page.isEmpty(); page = list(keys, after)) {
      for (ObjectEntry entry : page) {
        after = entry.key();
        VersionId version = keys.versionOf(entry.key());
        if (version != null && version.number() <= head.lastVersion() && !head.keeps(version)) {
          store.delete(entry.key(), entry.revision());
          steps.passed(project, TrainingStep.LEFTOVER_DELETED);
        }
      }
    }
    steps.passed(project, TrainingStep.CLEANED_UP);
  }

  private List<ObjectEntry> list(Keys keys, @Nullable ObjectKey after) throws StoreException {
    return store.list(keys.versions(), after, PAGE);
  }
}
