// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Time and size limits of a {@link LabelStudioClient}. Immutable.
 *
 * @param clock tells when an access token has to be renewed
 * @param sleeper waits between two attempts
 * @param connectTimeout for making a connection
 * @param callTimeout for one attempt, from sending to the answer's last byte
 * @param maxAnswerBytes an answer over this size is refused
 * @param attempts how often a call is tried in all, where trying again is safe; 1 or more
 */
public record ClientOptions(
    InstantSource clock,
    Sleeper sleeper,
    Duration connectTimeout,
    Duration callTimeout,
    int maxAnswerBytes,
    int attempts) {

  /** 5 s to connect, 2 minutes a call, 64 MiB an answer, 4 attempts, real waiting. */
  public static ClientOptions defaults(InstantSource clock) {
    return new ClientOptions(
        clock,
        time -> Thread.sleep(time.toMillis()),
        Duration.ofSeconds(5),
        Duration.ofMinutes(2),
        64 << 20,
        4);
  }
}
