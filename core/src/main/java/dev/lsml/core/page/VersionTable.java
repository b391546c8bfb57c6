// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.page;

import dev.lsml.core.json.JsonView;
import java.util.List;

/** The kept versions as a table, newest first. Thread-safe: no state. */
final class VersionTable {
  private VersionTable() {}

  static void write(Html html, String uid, List<JsonView> versions) {
    List<String> figures = Figures.names(versions);
    // In the tab order, since it scrolls on a narrow screen.
    html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Versions of ");
    html.text(uid).raw("\">\n<table>\n<caption>Kept versions, newest first</caption>\n<thead><tr>");
    for (String column : List.of("Version", "Made", "After", "Tasks", "Annotations")) {
      html.raw("<th scope=\"col\">").raw(column).raw("</th>");
    }
    for (String figure : figures) {
      html.raw("<th scope=\"col\">").text(figure).raw("</th>");
    }
    html.raw("</tr></thead>\n<tbody>\n");
    for (JsonView version : versions) {
      html.raw("<tr><th scope=\"row\">").text(version.get("version").value());
      html.raw(version.get("current").flag(false) ? " <b>in force</b></th>" : "</th>");
      cell(html, Times.text(version.get("created_at").value()));
      cell(html, version.get("cause").value());
      cell(html, version.get("tasks").value());
      cell(html, version.get("annotations").value());
      for (String figure : figures) {
        cell(html, Figures.text(version.get("metrics").get(figure).value()));
      }
      html.raw("</tr>\n");
    }
    html.raw("</tbody>\n</table>\n</div>\n");
  }

  private static void cell(Html html, @org.jspecify.annotations.Nullable Object value) {
    html.raw("<td>").text(value).raw("</td>");
  }
}
