// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The last lines of what one run said, each with the seconds since the run began. Bounded, since it
 * becomes part of the head, which every cold start reads. Thread-safe.
 */
final class RunLog {
  static final int MAX_LINES = 40;
  static final int MAX_LINE_CHARS = 200;
  static final int MAX_CHARS = 4000;
  private static final int FRAMES = 6;
  private static final int CAUSES = 3;

  private final InstantSource clock;
  private final UnaryOperator<String> redaction;
  private final Instant startedAt;
  private final Deque<String> lines = new ArrayDeque<>();
  private int chars;

  /**
   * Makes an empty one; the run begins now.
   *
   * @param redaction takes secrets out of a text
   */
  RunLog(InstantSource clock, UnaryOperator<String> redaction) {
    this.clock = clock;
    this.redaction = redaction;
    this.startedAt = clock.instant();
  }

  /** Adds a text, which may have several lines; the oldest give way. */
  void add(String text) {
    String time = "+" + Duration.between(startedAt, clock.instant()).toSeconds() + "s ";
    // Before it is cut, or a part of a secret would stay.
    redaction.apply(text).lines().forEach(line -> addLine(time + line));
  }

  /** Adds what failed and where. */
  void failed(Throwable failure) {
    Throwable next = failure;
    for (int depth = 0; next != null && depth < CAUSES; depth++) {
      add((depth == 0 ? "" : "caused by ") + next);
      StackTraceElement[] frames = next.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        add("  at " + frames[i]);
      }
      next = next.getCause();
    }
  }

  /** The last lines, oldest first. */
  synchronized List<String> tail() {
    return List.copyOf(lines);
  }

  private synchronized void addLine(String line) {
    String cut = line.length() <= MAX_LINE_CHARS ? line : whole(line) + "…";
    lines.addLast(cut);
    chars += cut.length();
    while (lines.size() > MAX_LINES || chars > MAX_CHARS) {
      @Nullable String oldest = lines.pollFirst();
      chars -= oldest == null ? chars : oldest.length();
    }
  }

  /** The start of the line, not ending inside a character of two units. */
  private static String whole(String line) {
    int end = MAX_LINE_CHARS - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
  }
}
