// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One measurement as a Markdown section: a heading, a table, and notes on what was left out. Not
 * thread-safe.
 */
public final class Report {
  private final String title;
  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Starts one with the table's column heads. */
  public Report(String title, String... columns) {
    this.title = title;
    this.columns = List.of(columns);
  }

  /**
   * Adds a table row.
   *
   * @throws IllegalArgumentException when it has not one cell per column
   */
  public void row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row of '" + title + "' needs " + columns.size() + " cells, not " + cells.length);
    }
    rows.add(List.of(cells));
  }

  /** Adds a line below the table, such as what was skipped and why. */
  public void note(String note) {
    notes.add(note);
  }

  /** The section, with a line end after every line. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("## ").append(title).append("\n\n");
    line(text, columns);
    text.append('|').append(" --- |".repeat(columns.size())).append('\n');
    for (List<String> row : rows) {
      line(text, row);
    }
    if (!notes.isEmpty()) {
      text.append('\n');
    }
    for (String note : notes) {
      text.append("- ").append(note).append('\n');
    }
    return text.append('\n').toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append('|');
    for (String cell : cells) {
      text.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    text.append('\n');
  }
}
