// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the last training run ended. Times are ISO 8601 text, since they are only shown. Immutable.
 *
 * @param end in one word
 * @param requestId the request that was served
 * @param cause the action that the request followed, such as {@code START_TRAINING}
 * @param startedAt when the run began
 * @param endedAt when it ended
 * @param version number of the version it published, 0 for none
 * @param annotations how many annotations the project had, as far as known: the count from which
 *     new ones are counted
 * @param message what went wrong or why nothing was done, with the remedy; {@code null} when the
 *     run went well
 * @param log the last lines of what the run and the model's {@code fit} said, oldest first; few and
 *     short, since they are read with every head
 */
public record LastRun(
    End end,
    String requestId,
    String cause,
    String startedAt,
    String endedAt,
    int version,
    long annotations,
    @Nullable String message,
    List<String> log) {

  /** Copies the lines. */
  public LastRun {
    log = List.copyOf(log);
  }

  /** A run that left no log, as one that was cut off. */
  public LastRun(
      End end,
      String requestId,
      String cause,
      String startedAt,
      String endedAt,
      int version,
      long annotations,
      @Nullable String message) {
    this(end, requestId, cause, startedAt, endedAt, version, annotations, message, List.of());
  }

  /** The ways in which a run ends. */
  public enum End {
    /** A version was published. */
    PUBLISHED,
    /** Nothing is labelled, or nothing changed since the newest version. */
    SKIPPED,
    /** It failed, and is tried again by itself. */
    RETRYING,
    /** It failed, and waits for someone to ask again. */
    FAILED
  }
}
