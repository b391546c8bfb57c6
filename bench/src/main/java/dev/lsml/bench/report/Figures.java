// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.report;

import java.util.Locale;

/** Numbers as the reports print them. */
public final class Figures {
  private Figures() {}

  /** Nanoseconds as whole milliseconds, such as {@code 237}. */
  public static String millis(long nanos) {
    return Long.toString(Math.round(nanos / 1e6));
  }

  /** Nanoseconds as milliseconds with two decimals, such as {@code 0.16}. */
  public static String fineMillis(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
  }

  /** A rate or count with thousands marked, such as {@code 48,161}. */
  public static String whole(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  /** Bytes as mebibytes, such as {@code 57}; {@code n/a} when negative, which says not known. */
  public static String mebibytes(long bytes) {
    return bytes < 0 ? "n/a" : Long.toString(Math.round(bytes / 1048576.0));
  }

  /** How many times the other value, such as {@code 0.16 ×}. */
  public static String ratio(double value, double other) {
    return String.format(Locale.ROOT, value / other < 10 ? "%.2f ×" : "%.1f ×", value / other);
  }
}
