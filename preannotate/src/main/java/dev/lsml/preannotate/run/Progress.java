// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.run;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells people how far a run has come: on a terminal one line that renews itself, elsewhere a line
 * now and then. Called by one thread.
 */
public final class Progress {
  private static final long SECOND = 1_000_000_000L;
  private static final long ON_TERMINAL = SECOND / 2;
  private static final long ELSEWHERE = 10 * SECOND;

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final String unit;
  private final long startRows;
  private final long startNanos;
  private final double startShare;
  private long lastNanos;
  private int lastLength;

  /**
   * Starts the clock.
   *
   * @param terminal whether a line can be renewed
   * @param nanos a steady clock
   * @param unit what is counted, such as {@code rows}
   * @param startRows how many an earlier run did
   * @param startShare the part of the whole that they were, 0 to 1
   */
  public Progress(
      PrintStream out,
      boolean terminal,
      LongSupplier nanos,
      String unit,
      long startRows,
      double startShare) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
    this.unit = unit;
    this.startRows = startRows;
    this.startShare = startShare;
    this.startNanos = nanos.getAsLong();
    this.lastNanos = startNanos;
  }

  /**
   * Notes how far it has come, and prints that when it is time.
   *
   * @param share of the whole, 0 to 1; negative when that is not known
   */
  public void at(long rows, long rejects, double share) {
    long now = nanos.getAsLong();
    if (now - lastNanos >= (terminal ? ON_TERMINAL : ELSEWHERE)) {
      lastNanos = now;
      print(line(rows, rejects, share, now));
    }
  }

  /** Ends the line that renews itself. */
  public void end() {
    if (lastLength > 0) {
      out.println();
      lastLength = 0;
    }
  }

  private String line(long rows, long rejects, double share, long now) {
    double seconds = (now - startNanos) / (double) SECOND;
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%,d %s", rows, unit));
    if (share >= 0) {
      line.append(String.format(Locale.ROOT, " (%d %%)", (int) (100 * share)));
    }
    line.append(String.format(Locale.ROOT, ", %,.0f/s", (rows - startRows) / seconds));
    if (rejects > 0) {
      line.append(String.format(Locale.ROOT, ", %,d rejected", rejects));
    }
    if (share > startShare && share < 1) {
      line.append(", about ")
          .append(duration((long) (seconds * (1 - share) / (share - startShare))))
          .append(" left");
    }
    return line.toString();
  }

  /** A time in words, such as {@code 2 min 5 s}. */
  public static String duration(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  private void print(String line) {
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, lastLength - line.length())));
      lastLength = line.length();
    } else {
      out.println(line);
    }
    out.flush();
  }
}
