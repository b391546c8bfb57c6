// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/** Reads and replaces heads. Thread-safe. */
public final class HeadStore {
  private static final int ROUNDS = 20;

  private final Documents documents;

  /** Makes one. */
  public HeadStore(Documents documents) {
    this.documents = documents;
  }

  /** Reads a project's head and its revision; see {@link HeadReader#find}. */
  public HeadReader.Found find(ProjectUid project) throws StoreException {
    return HeadReader.find(documents.store(), project);
  }

  /**
   * Replaces a head.
   *
   * @param before the revision to replace, {@code null} to create
   * @return the new revision, {@code null} when another writer was faster; see {@link
   *     Documents#write}
   * @throws StoreException when it is not written or not known to be
   */
  public @Nullable Revision write(ProjectUid project, Head head, @Nullable Revision before)
      throws StoreException {
    return documents.write(new Keys(project).head(), HeadCodec.json(head), before);
  }

  /**
   * Puts a kept version back in force. It stays until a later training publishes another; a
   * training that runs meanwhile is not disturbed.
   *
   * @throws IllegalArgumentException when that version is not kept; the message names those that
   *     are
   * @throws StoreException when it is not known to be done
   */
  public void rollBack(ProjectUid project, int number) throws StoreException {
    for (int round = 0; round < ROUNDS; round++) {
      HeadReader.Found found = find(project);
      Head target = found.head().rolledBack(number);
      if (target.equals(found.head()) || write(project, target, found.revision()) != null) {
        return;
      }
    }
    throw new StoreException(
        "roll back project " + project,
        "other writers were faster " + ROUNDS + " times; try again",
        true,
        null);
  }
}
