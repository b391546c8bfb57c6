// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.google;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Cloud Logging's writing and listing of entries. Thread-safe. */
final class LoggingApi implements GoogleHandler {
  private static final Comparator<JsonView> BY_TIME =
      Comparator.comparing(entry -> entry.get("timestamp").string());

  private final InstantSource clock;
  private final List<Map<String, @Nullable Object>> entries = new ArrayList<>();

  LoggingApi(InstantSource clock) {
    this.clock = clock;
  }

  void add(Map<String, ? extends @Nullable Object> entry) {
    Map<String, @Nullable Object> whole = new LinkedHashMap<>(entry);
    whole.putIfAbsent("timestamp", clock.instant().toString());
    whole.putIfAbsent("severity", "DEFAULT");
    synchronized (entries) {
      whole.putIfAbsent("insertId", "entry-" + entries.size());
      entries.add(whole);
    }
  }

  List<Map<String, @Nullable Object>> entries() {
    synchronized (entries) {
      return new ArrayList<>(entries);
    }
  }

  @Override
  public @Nullable GoogleAnswer answer(GoogleCall call) {
    if (!call.method().equals("POST")) {
      return null;
    }
    return switch (call.path()) {
      case "v2/entries:write" -> write(JsonView.of(call.body()));
      case "v2/entries:list" -> list(JsonView.of(call.body()));
      default -> null;
    };
  }

  private GoogleAnswer write(JsonView body) {
    for (JsonView entry : body.get("entries").items()) {
      Map<String, @Nullable Object> whole = new LinkedHashMap<>();
      for (String shared : List.of("logName", "resource", "labels")) {
        if (body.has(shared)) {
          whole.put(shared, body.get(shared).value());
        }
      }
      whole.putAll(entry.object());
      add(whole);
    }
    return GoogleAnswer.json(Map.of());
  }

  private GoogleAnswer list(JsonView body) {
    if (body.get("resourceNames").items().isEmpty()) {
      return GoogleAnswer.error(400, "INVALID_ARGUMENT", "resourceNames must not be empty");
    }
    String filter = body.get("filter").stringOrNull();
    Predicate<JsonView> chosen;
    try {
      chosen = LogFilter.parse(filter == null ? "" : filter);
    } catch (IllegalArgumentException | JsonException e) {
      return GoogleAnswer.error(400, "INVALID_ARGUMENT", String.valueOf(e.getMessage()));
    }
    List<JsonView> found = new ArrayList<>();
    for (Map<String, @Nullable Object> entry : entries()) {
      JsonView view = JsonView.of(entry);
      if (chosen.test(view)) {
        found.add(view);
      }
    }
    boolean newestFirst = "timestamp desc".equals(body.get("orderBy").stringOrNull());
    found.sort(newestFirst ? BY_TIME.reversed() : BY_TIME);
    Long size = body.get("pageSize").wholeOrNull();
    String token = body.get("pageToken").stringOrNull();
    int start = Math.min(token == null ? 0 : Integer.parseInt(token), found.size());
    int end = (int) Math.min(found.size(), start + (size == null ? 50 : size));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("entries", found.subList(start, end).stream().map(JsonView::value).toList());
    if (end < found.size()) {
      answer.put("nextPageToken", String.valueOf(end));
    }
    return GoogleAnswer.json(answer);
  }
}
