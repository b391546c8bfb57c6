// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parity;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table. Its order is the order of asking: a predict before any setup can only come first, and
 * the SDK's release gives its project a new version after any event.
 */
final class ParityTable {
  private ParityTable() {}

  static List<Row> rows() {
    return Stream.of(
            Predicts.beforeSetup(),
            HealthAndSetup.health(),
            HealthAndSetup.setups(),
            Predicts.all(),
            Authentication.all(),
            Events.all(),
            OldRoutes.all())
        .flatMap(group -> group.rows().stream())
        .toList();
  }
}
