// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.config;

import java.util.List;

/** Guesses which known name a mistyped one was meant to be. */
final class NearestName {
  private NearestName() {}

  /** The known name that goes on where this one stops, else the one fewest letters away. */
  static String of(String name, List<String> known) {
    String nearest = known.get(0);
    int fewest = Integer.MAX_VALUE;
    for (String candidate : known) {
      int edits = candidate.startsWith(name) ? 0 : edits(name, candidate);
      if (edits < fewest) {
        fewest = edits;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Levenshtein's distance, one row at a time. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
