// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Heads as JSON. Keys that are not known are ignored when reading. */
final class HeadCodec {
  private HeadCodec() {}

  static Map<String, @Nullable Object> json(Head head) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("fence", head.fence());
    json.put("lastVersion", head.lastVersion());
    json.put("currentVersion", head.currentVersion());
    List<Object> history = new ArrayList<>();
    for (VersionEntry entry : head.history()) {
      history.add(json(entry));
    }
    json.put("history", history);
    Lease lease = head.lease();
    json.put("lease", lease == null ? null : json(lease));
    LastRun lastRun = head.lastRun();
    json.put("lastRun", lastRun == null ? null : json(lastRun));
    return json;
  }

  static Head head(JsonView view) {
    List<VersionEntry> history = new ArrayList<>();
    for (JsonView item : view.get("history").items()) {
      history.add(entry(item));
    }
    JsonView lease = view.get("lease");
    JsonView lastRun = view.get("lastRun");
    return new Head(
        view.get("fence").whole(),
        (int) view.get("lastVersion").whole(),
        (int) view.get("currentVersion").whole(),
        history,
        lease.isNull() ? null : lease(lease),
        lastRun.isNull() ? null : lastRun(lastRun));
  }

  private static Map<String, @Nullable Object> json(VersionEntry entry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", entry.id().toString());
    json.put("manifestSha256", entry.manifestSha256());
    json.put("createdAt", entry.createdAt());
    json.put("cause", entry.cause());
    json.put("tasks", entry.tasks());
    json.put("annotations", entry.annotations());
    json.put("dataSha256", entry.dataSha256());
    json.put("metrics", entry.metrics());
    return json;
  }

  private static VersionEntry entry(JsonView view) {
    return new VersionEntry(
        version(view.get("version")),
        view.get("manifestSha256").string(),
        view.get("createdAt").string(),
        view.get("cause").string(),
        view.get("tasks").whole(),
        view.get("annotations").whole(),
        view.get("dataSha256").string(),
        view.get("metrics").object());
  }

  private static Map<String, @Nullable Object> json(Lease lease) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("fence", lease.fence());
    json.put("version", lease.version().toString());
    json.put("owner", lease.owner());
    json.put("startedAt", lease.startedAt().toString());
    json.put("expiresAt", lease.expiresAt().toString());
    json.put("request", lease.request().json());
    return json;
  }

  private static Lease lease(JsonView view) {
    return new Lease(
        view.get("fence").whole(),
        version(view.get("version")),
        view.get("owner").string(),
        time(view.get("startedAt")),
        time(view.get("expiresAt")),
        TrainingRequest.parse(view.get("request")));
  }

  private static Map<String, @Nullable Object> json(LastRun run) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("end", run.end().name());
    json.put("requestId", run.requestId());
    json.put("cause", run.cause());
    json.put("startedAt", run.startedAt());
    json.put("endedAt", run.endedAt());
    json.put("version", run.version());
    json.put("annotations", run.annotations());
    json.put("message", run.message());
    json.put("log", run.log());
    return json;
  }

  private static LastRun lastRun(JsonView view) {
    List<String> log = new ArrayList<>();
    for (JsonView line : view.get("log").items()) {
      log.add(line.string());
    }
    return new LastRun(
        end(view.get("end")),
        view.get("requestId").string(),
        view.get("cause").string(),
        view.get("startedAt").string(),
        view.get("endedAt").string(),
        (int) view.get("version").whole(),
        view.get("annotations").whole(),
        view.get("message").stringOrNull(),
        log);
  }

  private static LastRun.End end(JsonView view) {
    try {
      return LastRun.End.valueOf(view.string());
    } catch (IllegalArgumentException e) {
      throw new JsonException(view.path() + " is not known: " + view.value());
    }
  }

  static VersionId version(JsonView view) {
    try {
      return VersionId.parse(view.string());
    } catch (IllegalArgumentException e) {
      throw new JsonException(view.path() + ": " + e.getMessage());
    }
  }

  static Instant time(JsonView view) {
    try {
      return Instant.parse(view.string());
    } catch (DateTimeParseException e) {
      throw view.wrong("an ISO 8601 time such as 2026-01-01T00:00:00Z");
    }
  }
}
