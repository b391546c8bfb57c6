// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What a worker needs to be told. Immutable.
 *
 * @param owner names this process to people, such as {@code host-1/4711}
 * @param modelName the model's name, for the manifest
 * @param codeVersion the state of the model's code; another one makes the same data worth a new
 *     training
 * @param keepVersions number of versions to keep, at least 1
 * @param workFolder below it each run has a folder while it lasts; one is left behind when the
 *     process is killed
 * @param leaseTime after so much silence of a worker another may take over; it renews four times
 *     within
 * @param attempts how often a training is tried that fails for a passing reason
 * @param firstWait how long to wait before the second attempt; four times as long before each
 *     further one, but never more than an hour
 * @param redaction gives a text without the secrets that this process knows, for what is kept of a
 *     run
 */
public record TrainingOptions(
    String owner,
    String modelName,
    String codeVersion,
    int keepVersions,
    Path workFolder,
    Duration leaseTime,
    int attempts,
    Duration firstWait,
    UnaryOperator<String> redaction) {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** With a lease of a minute, and four attempts 30 seconds, 2 and 8 minutes apart. */
  public static TrainingOptions of(
      String owner,
      String modelName,
      String codeVersion,
      int keepVersions,
      Path workFolder,
      UnaryOperator<String> redaction) {
    return new TrainingOptions(
        owner,
        modelName,
        codeVersion,
        keepVersions,
        workFolder,
        Duration.ofMinutes(1),
        4,
        Duration.ofSeconds(30),
        redaction);
  }

  /** How long to wait after that many attempts, the failed one not counted. */
  Duration waitAfter(int attemptsBefore) {
    Duration wait = firstWait;
    for (int i = 0; i < attemptsBefore && wait.compareTo(LONGEST_WAIT) < 0; i++) {
      wait = wait.multipliedBy(4);
    }
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
