// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.health;

import java.time.Duration;

/**
 * How long a backend may take. Immutable.
 *
 * @param patience for the first good answer: a new revision may pull its image, start, and be
 *     routed to
 * @param health for {@code GET /health} of a warm instance
 * @param setup for {@code POST /setup} of a warm instance
 * @param attempts how often a warm instance may be too slow before it is given up
 * @param pause between two attempts
 */
public record HealthLimits(
    Duration patience, Duration health, Duration setup, int attempts, Duration pause) {

  /**
   * What Label Studio gives a backend, 1 s for its health and 3 s for its setup (protocol §1.3,
   * §1.4), and 5 minutes for the first answer: Cloud Run itself gives a container 4 to start.
   */
  public static final HealthLimits LABEL_STUDIO =
      new HealthLimits(
          Duration.ofMinutes(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          5,
          Duration.ofSeconds(1));
}
