// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.docs;

import java.util.ArrayList;
import java.util.List;

/** Compares what a page shows of a command's output with what it printed. Functions only. */
final class Shows {
  private Shows() {}

  /**
   * The lines that a page shows and that were not printed in this order.
   *
   * @param output of all commands, each after a line that {@link #mark} gives
   */
  static List<String> missing(List<DocPage.Typed> commands, String output) {
    List<String> missing = new ArrayList<>();
    for (DocPage.Typed typed : commands) {
      int start = output.indexOf(mark(typed));
      int end = output.indexOf("\n> line ", start + 1);
      String printed =
          start < 0 ? "" : output.substring(start, end < 0 ? output.length() : end) + "\n";
      List<String> lines = printed.lines().toList();
      int at = mark(typed).lines().toList().size();
      for (String shown : typed.prints()) {
        int found = at;
        while (found < lines.size() && !fits(shown, lines.get(found))) {
          found++;
        }
        if (found >= lines.size()) {
          missing.add("line " + typed.line() + ": " + shown);
        } else if (!shown.equals("…")) {
          at = found + 1;
        }
      }
    }
    return missing;
  }

  /** What is printed before a command's output. */
  static String mark(DocPage.Typed typed) {
    return "> line " + typed.line() + ": " + typed.command();
  }

  /** Tells whether a line has all parts between the dots, in order. */
  static boolean fits(String shown, String line) {
    String[] parts = shown.strip().split("…", -1);
    int at = 0;
    for (int i = 0; i < parts.length; i++) {
      int found = line.indexOf(parts[i], at);
      if (found < 0 || i == 0 && !line.strip().startsWith(parts[0])) {
        return false;
      }
      at = found + parts[i].length();
    }
    return parts[parts.length - 1].isEmpty()
        || line.stripTrailing().endsWith(parts[parts.length - 1]);
  }
}
