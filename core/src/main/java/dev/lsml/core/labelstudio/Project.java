// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.protocol.ProjectUid;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A project as Label Studio describes it (protocol §5.2). Immutable as long as nobody changes the
 * map behind it.
 *
 * @param labelConfig the XML as stored; may be the empty {@code <View></View>}
 * @param modelVersion the version whose predictions are shown; empty when none was chosen
 * @param createdAt ISO 8601 time
 * @param json all keys as sent
 */
public record Project(
    long id,
    String title,
    String labelConfig,
    String modelVersion,
    String createdAt,
    Map<String, @Nullable Object> json) {

  /**
   * Reads a project.
   *
   * @throws dev.lsml.core.json.JsonException when a key is missing or of another kind
   */
  public static Project of(JsonView view) {
    String title = view.get("title").stringOrNull();
    String labelConfig = view.get("label_config").stringOrNull();
    String modelVersion = view.get("model_version").stringOrNull();
    return new Project(
        view.get("id").whole(),
        title == null ? "" : title,
        labelConfig == null ? "" : labelConfig,
        modelVersion == null ? "" : modelVersion,
        view.get("created_at").string(),
        view.object());
  }

  /** The uid under which Label Studio asks for predictions of this project. */
  public ProjectUid uid() {
    return ProjectUid.of(id, createdAt);
  }
}
