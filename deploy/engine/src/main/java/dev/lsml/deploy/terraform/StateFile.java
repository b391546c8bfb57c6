// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import dev.lsml.core.json.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A state, read without Terraform. Its form is that of version 4, which Terraform and OpenTofu have
 * written since 2019. Immutable.
 *
 * @param json a view of nothing when there is no state
 */
public record StateFile(JsonView json) {
  /** The outputs: an object of objects with a {@code value} each. */
  public JsonView outputs() {
    return json.get("outputs");
  }

  /** The attributes of each resource of these types, in the order of the file. */
  public List<JsonView> attributes(Set<String> types) {
    List<JsonView> attributes = new ArrayList<>();
    for (JsonView resource : json.get("resources").items()) {
      String type = resource.get("type").stringOrNull();
      if (type != null && types.contains(type)) {
        for (JsonView instance : resource.get("instances").items()) {
          attributes.add(instance.get("attributes"));
        }
      }
    }
    return attributes;
  }

  /** The first of a list; a view of nothing when it is empty. */
  public static JsonView first(JsonView list) {
    List<JsonView> items = list.items();
    return items.isEmpty() ? JsonView.of(null) : items.get(0);
  }
}
