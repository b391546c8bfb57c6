// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it. In UTC unless asked for another zone; clocks in
 * other zones move together with this one. Thread-safe.
 */
public final class ManualClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  /** A clock that shows this time. */
  public ManualClock(Instant now) {
    this(new AtomicReference<>(now), ZoneOffset.UTC);
  }

  private ManualClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** A clock that shows 2026-01-01T00:00:00Z, for tests that only care how time passes. */
  public static ManualClock atNewYear() {
    return new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  }

  /** Lets time pass; with a negative duration it goes back, as a corrected clock does. */
  public void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  /** Sets the time. */
  public void set(Instant instant) {
    now.set(instant);
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(now.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new ManualClock(now, other);
  }
}
