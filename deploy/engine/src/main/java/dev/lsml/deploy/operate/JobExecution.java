// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.google.GoogleService;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution of the job that trains. Immutable.
 *
 * @param name its short name
 * @param state how it stands
 * @param createdAt when it was asked for, ISO 8601
 * @param time from then to its end, {@code null} while it runs
 * @param message what Google says of a failure, {@code null} for nothing
 */
public record JobExecution(
    String name,
    State state,
    @Nullable String createdAt,
    @Nullable Duration time,
    @Nullable String message) {

  /** How an execution stands. */
  public enum State {
    /** It runs or waits for a machine. */
    RUNNING,
    /** It has ended well. */
    SUCCEEDED,
    /** It has failed, retries included. */
    FAILED
  }

  /** The last executions, newest first; empty when there is no such job. */
  static List<JobExecution> last(GoogleApi api, Place place, int count) {
    JsonView answer =
        api.find(GoogleService.RUN, "v2/" + place.jobPath() + "/executions?pageSize=" + count);
    List<JobExecution> executions = new ArrayList<>();
    if (answer != null) {
      for (JsonView execution : answer.get("executions").items()) {
        executions.add(of(execution));
      }
    }
    return executions;
  }

  private static JobExecution of(JsonView execution) {
    String name = String.valueOf(GoogleBackend.lastPart(execution.get("name").string()));
    String created = execution.get("createTime").stringOrNull();
    String completed = execution.get("completionTime").stringOrNull();
    State state = State.RUNNING;
    if (completed != null) {
      Long failed = execution.get("failedCount").wholeOrNull();
      Long cancelled = execution.get("cancelledCount").wholeOrNull();
      boolean well = (failed == null || failed == 0) && (cancelled == null || cancelled == 0);
      state = well ? State.SUCCEEDED : State.FAILED;
    }
    String message = null;
    for (JsonView condition : execution.get("conditions").items()) {
      if ("Completed".equals(condition.get("type").stringOrNull())) {
        message = condition.get("message").stringOrNull();
      }
    }
    return new JobExecution(
        name,
        state,
        created,
        between(created, completed),
        message == null || message.isBlank() ? null : message);
  }

  private static @Nullable Duration between(@Nullable String start, @Nullable String end) {
    try {
      return start == null || end == null
          ? null
          : Duration.between(Instant.parse(start), Instant.parse(end));
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
