// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import dev.lsml.core.json.JsonView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a service's requests go, as applied.
 *
 * @param targets in their order; their percents add up to 100
 */
record Traffic(List<Target> targets) {
  private static final String REVISION = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION";

  /** What Cloud Run's API calls a target that follows the latest ready revision. */
  static final String LATEST = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST";

  /**
   * One of them.
   *
   * @param revision its name, {@code null} for the latest that is ready
   * @param tag {@code null} for none
   */
  record Target(@Nullable String revision, int percent, @Nullable String tag) {
    String type() {
      return revision == null ? LATEST : REVISION;
    }
  }

  /** Reads the service's {@code traffic} blocks; without any, all goes to the latest. */
  static Traffic of(JsonView service) {
    List<Target> targets = new ArrayList<>();
    int sum = 0;
    for (JsonView block : service.get("traffic").items()) {
      String revision = block.get("revision").stringOrNull();
      boolean named = REVISION.equals(block.get("type").stringOrNull());
      if (named != (revision != null && !revision.isEmpty())) {
        throw new RevisionFailed(
            "Violation in TrafficTarget: revision_name must be set for, and only for, " + REVISION);
      }
      Long percent = block.get("percent").wholeOrNull();
      String tag = block.get("tag").stringOrNull();
      targets.add(
          new Target(
              named ? revision : null,
              percent == null ? 0 : Math.toIntExact(percent),
              tag == null || tag.isEmpty() ? null : tag));
      sum += targets.get(targets.size() - 1).percent();
    }
    if (targets.isEmpty()) {
      return new Traffic(List.of(new Target(null, 100, null)));
    }
    if (sum != 100) {
      throw new RevisionFailed("Traffic targets must add up to 100 percent, but are " + sum);
    }
    return new Traffic(List.copyOf(targets));
  }
}
