// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that only tests move. */
public final class ManualTime implements InstantSource {
  private volatile Instant now = Instant.parse("2026-01-01T12:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }
}
