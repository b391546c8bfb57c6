// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of a {@code result} list: a labelled region, a choice, a relation (protocol §3.1). Only
 * a view of its JSON, so that keys unknown to lsml survive.
 *
 * <p>Immutable as long as nobody changes the map behind it; not to be changed after construction.
 *
 * @param json the item as plain JDK values (see {@link dev.lsml.core.json.Json})
 */
public record Region(Map<String, @Nullable Object> json) {

  /** The id that relations and per-region results refer to; {@code null} when absent. */
  public @Nullable String id() {
    return text("id");
  }

  /** The control tag's name; {@code null} for relations. */
  public @Nullable String fromName() {
    return text("from_name");
  }

  /** The object tag's name; {@code null} for relations. */
  public @Nullable String toName() {
    return text("to_name");
  }

  /** The lower-case tag name, such as {@code choices}; {@code null} when absent. */
  public @Nullable String type() {
    return text("type");
  }

  /** The value by protocol §3.3; empty when absent or not an object. */
  @SuppressWarnings("unchecked") // JSON objects have string keys
  public Map<String, @Nullable Object> value() {
    return json.get("value") instanceof Map<?, ?> map
        ? (Map<String, @Nullable Object>) map
        : Map.of();
  }

  private @Nullable String text(String key) {
    return json.get(key) instanceof String text ? text : null;
  }
}
