// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.StoreException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes what projects were set up with. Thread-safe. */
public final class ProjectConfigs {
  private final Documents documents;

  /** Makes one that can write. */
  public ProjectConfigs(Documents documents) {
    this.documents = documents;
  }

  /**
   * Reads a project's config, with one small GET.
   *
   * @return {@code null} when it was never set up
   * @throws StoreException when the store cannot be read or the config is damaged
   */
  public static @Nullable ProjectConfig read(ObjectReader reader, ProjectUid project)
      throws StoreException {
    ObjectKey key = new Keys(project).config();
    Documents.Document document = Documents.read(reader, key);
    try {
      return document == null ? null : config(document.view());
    } catch (JsonException e) {
      throw Documents.damaged(key, e);
    }
  }

  /**
   * Stores a project's config, unless the stored one is equal; the last writer wins.
   *
   * @throws StoreException when it is not known to be stored
   */
  public void write(ProjectUid project, ProjectConfig config) throws StoreException {
    documents.update(
        new Keys(project).config(), before -> isStored(before, config) ? before : json(config));
  }

  private static boolean isStored(
      @Nullable Map<String, @Nullable Object> before, ProjectConfig config) {
    try {
      return before != null && config(JsonView.of(before)).equals(config);
    } catch (JsonException e) {
      return false; // damaged: the new one heals it
    }
  }

  private static Map<String, @Nullable Object> json(ProjectConfig config) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("labelConfig", config.labelConfig());
    json.put("extraParams", config.extraParams());
    json.put("hostname", config.hostname());
    return json;
  }

  private static ProjectConfig config(JsonView view) {
    return new ProjectConfig(
        view.get("labelConfig").string(),
        view.get("extraParams").value(),
        view.get("hostname").stringOrNull());
  }
}
