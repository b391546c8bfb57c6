// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log of a service and of its trainings: the newest lines, and then those that come. Entries
 * arrive in a cloud some seconds late and out of order, so each look goes back a little behind the
 * newest line, and what was shown is not shown again. Not thread-safe.
 */
public final class LogTail {
  private static final Duration OVERLAP = Duration.ofSeconds(30);
  private static final int MOST = 1000;

  private final LogSource source;
  private final InstantSource clock;

  /** The ids of what was shown, with their times; only those that a look may find again. */
  private final Map<String, Instant> shown = new LinkedHashMap<>();

  private @Nullable Instant newest;

  /** What is older was left out on purpose and must not be shown late. */
  private Instant floor = Instant.MIN;

  /** Makes one. */
  public LogTail(LogSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * The newest lines, oldest of them first.
   *
   * @param count at most so many, 1 to 1000
   * @param since how far back to look
   */
  public List<LogLine> last(int count, Duration since) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "lsml.lines must be 1 to 1000, not "
              + count
              + "; the whole log is in the cloud's console");
    }
    Instant now = clock.instant();
    List<LogLine> lines = source.newest(now.minus(since), now, count);
    if (!lines.isEmpty()) {
      floor = Instant.parse(lines.get(0).time());
    }
    return fresh(lines);
  }

  /** What came since the last look, oldest first. */
  public List<LogLine> next() {
    Instant from = (newest == null ? clock.instant() : newest).minus(OVERLAP);
    from = from.isBefore(floor) ? floor : from;
    return fresh(source.since(from));
  }

  private List<LogLine> fresh(List<LogLine> lines) {
    List<LogLine> fresh = new ArrayList<>();
    for (LogLine line : lines) {
      Instant time = Instant.parse(line.time());
      if (shown.putIfAbsent(line.time() + " " + line.id(), time) == null) {
        fresh.add(line);
        newest = newest == null || time.isAfter(newest) ? time : newest;
      }
    }
    Instant end = newest;
    if (end != null) {
      shown.values().removeIf(time -> time.isBefore(end.minus(OVERLAP)));
    }
    return fresh;
  }
}
