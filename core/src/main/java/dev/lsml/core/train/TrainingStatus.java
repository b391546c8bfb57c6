// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.Head;
import dev.lsml.core.version.HeadReader;
import dev.lsml.core.version.Keys;
import dev.lsml.core.version.LastRun;
import dev.lsml.core.version.Lease;
import dev.lsml.core.version.TrainingRequest;
import dev.lsml.core.version.VersionEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that can be told about a project's versions and trainings; from two small reads, so that any
 * instance can tell it. Immutable.
 *
 * @param project the project
 * @param head its head
 * @param pending the training that waits, {@code null} for none
 */
public record TrainingStatus(ProjectUid project, Head head, @Nullable TrainingRequest pending) {

  /** What happens now. */
  public enum State {
    /** Nothing. */
    IDLE,
    /** A training waits for its time or for a worker. */
    PENDING,
    /** A training runs; another may wait behind it. */
    RUNNING
  }

  /**
   * Reads a project's status.
   *
   * @throws StoreException when it cannot be read
   */
  public static TrainingStatus read(ObjectReader reader, ProjectUid project) throws StoreException {
    Head head = new HeadReader(reader).read(project);
    ObjectKey key = new Keys(project).pending();
    Documents.Document document = Documents.read(reader, key);
    try {
      return new TrainingStatus(
          project, head, document == null ? null : TrainingRequest.parse(document.view()));
    } catch (JsonException e) {
      throw Documents.damaged(key, e);
    }
  }

  /** What happens now. */
  public State state() {
    if (head.lease() != null) {
      return State.RUNNING;
    }
    return pending == null ? State.IDLE : State.PENDING;
  }

  /**
   * The state of a training in the words of the old {@code /job_status} (protocol §1.11): {@code
   * queued}, {@code started}, {@code finished} or {@code failed}.
   *
   * @param id the request's id
   * @return {@code null} when the request is not known any more
   */
  public @Nullable String job(String id) {
    Lease lease = head.lease();
    LastRun last = head.lastRun();
    if (pending != null && pending.id().equals(id)) {
      return "queued";
    } else if (lease != null && lease.request().id().equals(id)) {
      return "started";
    } else if (last != null && last.requestId().equals(id)) {
      return last.end() == LastRun.End.FAILED ? "failed" : "finished";
    }
    return null;
  }

  /** The status as JSON, for {@code /status}. */
  public Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("project", project.value());
    json.put("version", head.currentVersion() == 0 ? null : head.currentVersion());
    json.put("state", state().name().toLowerCase(Locale.ROOT));
    Lease lease = head.lease();
    json.put("running", lease == null ? null : running(lease));
    json.put("pending", pending == null ? null : pending(pending));
    LastRun last = head.lastRun();
    json.put("last_run", last == null ? null : lastRun(last));
    List<Object> versions = new ArrayList<>();
    for (int i = head.history().size() - 1; i >= 0; i--) {
      versions.add(version(head.history().get(i)));
    }
    json.put("versions", versions);
    return json;
  }

  private static Map<String, @Nullable Object> running(Lease lease) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("since", lease.startedAt().toString());
    json.put("cause", lease.request().cause());
    json.put("attempt", lease.request().attempts() + 1);
    json.put("owner", lease.owner());
    json.put("lease_expires_at", lease.expiresAt().toString());
    return json;
  }

  private static Map<String, @Nullable Object> pending(TrainingRequest request) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("since", request.requestedAt().toString());
    json.put("due_at", request.dueAt().toString());
    json.put("cause", request.cause());
    json.put("attempt", request.attempts() + 1);
    return json;
  }

  private static Map<String, @Nullable Object> lastRun(LastRun run) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("end", run.end().name().toLowerCase(Locale.ROOT));
    json.put("cause", run.cause());
    json.put("started_at", run.startedAt());
    json.put("ended_at", run.endedAt());
    json.put("version", run.version() == 0 ? null : run.version());
    json.put("message", run.message());
    json.put("log", run.log());
    return json;
  }

  private Map<String, @Nullable Object> version(VersionEntry entry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", entry.number());
    json.put("current", entry.number() == head.currentVersion());
    json.put("created_at", entry.createdAt());
    json.put("cause", entry.cause());
    json.put("tasks", entry.tasks());
    json.put("annotations", entry.annotations());
    json.put("metrics", entry.metrics());
    return json;
  }
}
