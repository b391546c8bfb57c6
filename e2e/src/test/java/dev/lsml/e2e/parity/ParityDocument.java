// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parity;

import dev.lsml.e2e.parts.PythonSdk;
import java.util.List;

/** The table as a page for people. */
final class ParityDocument {
  /** The commit of the SDK's source that the column in the table is about. */
  static final String SOURCE_COMMIT = "d02cedf35d0e5d21f2f437c120174c62f66bf57a";

  private static final String HEAD =
      """
      # lsml beside HumanSignal's Python SDK

      Label Studio cannot tell what an ML backend is written in. This page lists one set of requests
      and what Label Studio would read of the answers: the class of the status, the keys it looks at,
      how many results there are and which version they carry. A backend that moves from the Python
      SDK to lsml changes in the rows that have a reason, and in no other.

      * **%s**: `label-studio-ml==%s`, the last release on PyPI.
      * **source**: its source of 2026-08-20, commit `%s`.
      * **lsml**: `examples/text-classifier`, as `mvn -Plocal` serves it.

      All three serve a small text classifier, with basic auth on, and the Python ones under gunicorn.
      `401`, `404` and `410` are named because Label Studio treats them on their own; of other errors
      it keeps the class only. *same* means: as in the column to the left.

      The page is made from the table that `mvn verify -Pe2e` asks the real servers; the build fails
      when an answer or this page differs from it. `-Dlsml.e2e.parity.write=true` writes it anew, and
      `-Dlsml.e2e.sdkSource=FOLDER` names a checkout of the source, without which its column is not
      asked.
      """;

  private static final String NO_REASON = "none";

  private ParityDocument() {}

  static String render(List<Row> rows) {
    StringBuilder page =
        new StringBuilder(
            HEAD.formatted(PythonSdk.RELEASE, PythonSdk.RELEASE, SOURCE_COMMIT.substring(0, 10)));
    String group = "";
    String above = NO_REASON;
    for (Row row : rows) {
      if (!row.group().equals(group)) {
        group = row.group();
        above = NO_REASON;
        page.append("\n## ").append(group).append("\n\n");
        page.append("| Request | ").append(PythonSdk.RELEASE);
        page.append(" | source | lsml | Why lsml differs |\n|---|---|---|---|---|\n");
      }
      page.append("| ").append(row.request());
      page.append(" | ").append(row.release());
      page.append(" | ").append(row.source().equals(row.release()) ? "*same*" : row.source());
      page.append(" | ").append(row.lsml().equals(row.source()) ? "*same*" : row.lsml());
      page.append(" | ").append(row.reason().equals(above) ? "as above" : row.reason());
      page.append(" |\n");
      above = row.reason().isEmpty() ? NO_REASON : row.reason();
    }
    return page.toString();
  }
}
