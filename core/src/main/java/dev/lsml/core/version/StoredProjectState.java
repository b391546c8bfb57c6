// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.model.ProjectState;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.StoreException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Project state with one object per key. Thread-safe. */
public final class StoredProjectState implements ProjectState {
  private final Documents documents;
  private final Keys keys;

  /** Makes one. */
  public StoredProjectState(Documents documents, ProjectUid project) {
    this.documents = documents;
    this.keys = new Keys(project);
  }

  @Override
  public @Nullable String get(String key) throws StoreException {
    ObjectKey object = keys.state(key);
    Documents.Document document = documents.read(object);
    try {
      return document == null ? null : document.view().get("value").string();
    } catch (JsonException e) {
      throw Documents.damaged(object, e);
    }
  }

  @Override
  public void set(String key, String value) throws StoreException {
    documents.update(keys.state(key), before -> Map.of("value", value));
  }
}
