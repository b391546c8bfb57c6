// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How long the parts of one run took, for people to read. Thread-safe. */
final class RunTimes {
  private final InstantSource clock;
  private final Instant startedAt;
  private volatile @Nullable Instant fetchedAt;
  private volatile @Nullable Instant fittedAt;

  RunTimes(InstantSource clock) {
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  void fetched() {
    fetchedAt = clock.instant();
  }

  void fitted() {
    fittedAt = clock.instant();
  }

  /** Such as {@code 880 seconds: fetching the tasks took 12, and fit was not done after 868}. */
  String text() {
    Instant now = clock.instant();
    Instant fetched = fetchedAt;
    Instant fitted = fittedAt;
    String parts;
    if (fetched == null) {
      parts = "fetching the labelled tasks was not done";
    } else if (fitted == null) {
      parts =
          "fetching the labelled tasks took "
              + seconds(startedAt, fetched)
              + ", and fit was not done after "
              + seconds(fetched, now);
    } else {
      parts =
          "fetching the labelled tasks took "
              + seconds(startedAt, fetched)
              + ", fit "
              + seconds(fetched, fitted)
              + ", and storing the files was not done after "
              + seconds(fitted, now);
    }
    return seconds(startedAt, now) + " seconds: " + parts;
  }

  private static long seconds(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds();
  }
}
