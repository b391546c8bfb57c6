// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/** Reads heads, with one small GET each. Thread-safe. */
public final class HeadReader {
  /**
   * A head as read.
   *
   * @param head {@link Head#EMPTY} when there is none yet
   * @param revision {@code null} when there is none yet
   */
  public record Found(Head head, @Nullable Revision revision) {}

  private final ObjectReader reader;

  /** Makes one. */
  public HeadReader(ObjectReader reader) {
    this.reader = reader;
  }

  /**
   * Reads a project's head.
   *
   * @return {@link Head#EMPTY} for a project that never trained
   * @throws StoreException when the store cannot be read or the head is damaged
   */
  public Head read(ProjectUid project) throws StoreException {
    return find(project).head();
  }

  /** Reads a project's head and its revision; see {@link #read}. */
  public Found find(ProjectUid project) throws StoreException {
    return find(reader, project);
  }

  static Found find(ObjectReader reader, ProjectUid project) throws StoreException {
    ObjectKey key = new Keys(project).head();
    Documents.Document document = Documents.read(reader, key);
    if (document == null) {
      return new Found(Head.EMPTY, null);
    }
    try {
      return new Found(HeadCodec.head(document.view()), document.revision());
    } catch (JsonException e) {
      throw Documents.damaged(key, e);
    }
  }
}
