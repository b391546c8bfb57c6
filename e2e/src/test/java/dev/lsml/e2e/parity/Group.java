// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parity;

import java.util.ArrayList;
import java.util.List;

/** Rows of the table that stand under one heading, for writing them down with few words. */
final class Group {
  private final String heading;
  private final List<Row> rows = new ArrayList<>();

  Group(String heading) {
    this.heading = heading;
  }

  List<Row> rows() {
    return rows;
  }

  /** A request that all answer alike. */
  Group same(String request, Ask ask, Reads reads, String answer) {
    return differs(request, ask, reads, answer, answer, answer, "");
  }

  /** A request that both generations of the SDK answer alike and lsml otherwise. */
  Group differs(String request, Ask ask, Reads reads, String sdk, String lsml, String reason) {
    return differs(request, ask, reads, sdk, sdk, lsml, reason);
  }

  /** A request that the generations of the SDK answer differently. */
  Group differs(
      String request,
      Ask ask,
      Reads reads,
      String release,
      String source,
      String lsml,
      String reason) {
    rows.add(new Row(heading, request, ask, reads, release, source, lsml, reason));
    return this;
  }
}
