// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When to look at which project next. Not thread-safe. */
final class Agenda {
  private final Map<ProjectUid, Instant> looks = new HashMap<>();

  /** Notes a look; of several at one project the earliest counts. */
  void add(ProjectUid project, Instant at) {
    looks.merge(project, at, (one, other) -> one.isBefore(other) ? one : other);
  }

  /** Removes and gives the project whose look is due longest; {@code null} when none is due. */
  @Nullable ProjectUid take(Instant now) {
    ProjectUid first = first();
    if (first == null || now.isBefore(looks.getOrDefault(first, now))) {
      return null;
    }
    looks.remove(first);
    return first;
  }

  /** When the next look is due; {@code null} when none is noted. */
  @Nullable Instant next() {
    ProjectUid first = first();
    return first == null ? null : looks.get(first);
  }

  private @Nullable ProjectUid first() {
    ProjectUid first = null;
    Instant earliest = Instant.MAX;
    for (Map.Entry<ProjectUid, Instant> look : looks.entrySet()) {
      if (look.getValue().isBefore(earliest)) {
        first = look.getKey();
        earliest = look.getValue();
      }
    }
    return first;
  }
}
