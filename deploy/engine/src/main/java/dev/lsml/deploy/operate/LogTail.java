// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.google.GoogleService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log of a service and of its job: the newest lines, and then those that come. Entries arrive
 * at Google some seconds late and out of order, so each look goes back a little behind the newest
 * line, and what was shown is not shown again. Not thread-safe.
 */
public final class LogTail {
  private static final Duration OVERLAP = Duration.ofSeconds(30);
  private static final int PAGE = 1000;
  private static final int MOST_PAGES = 20;

  private final GoogleApi api;
  private final Place place;
  private final InstantSource clock;

  /** The ids of what was shown, with their times; only those that a look may find again. */
  private final Map<String, Instant> shown = new LinkedHashMap<>();

  private @Nullable Instant newest;

  /** What is older was left out on purpose and must not be shown late. */
  private Instant floor = Instant.MIN;

  /** Makes one. */
  public LogTail(GoogleApi api, Place place, InstantSource clock) {
    this.api = api;
    this.place = place;
    this.clock = clock;
  }

  /**
   * The newest lines, oldest of them first.
   *
   * @param count at most so many, 1 to 1000
   * @param since how far back to look
   */
  public List<LogLine> last(int count, Duration since) {
    if (count < 1 || count > PAGE) {
      throw new IllegalArgumentException(
          "lsml.lines must be 1 to 1000, not " + count + "; the whole log is in Google's console");
    }
    List<LogLine> lines = new ArrayList<>();
    JsonView answer = list(clock.instant().minus(since), "timestamp desc", count, null);
    for (JsonView entry : answer.get("entries").items()) {
      lines.add(0, LogLine.of(entry));
    }
    if (!lines.isEmpty()) {
      floor = Instant.parse(lines.get(0).time());
    }
    return fresh(lines);
  }

  /** What came since the last look, oldest first. */
  public List<LogLine> next() {
    Instant from = (newest == null ? clock.instant() : newest).minus(OVERLAP);
    from = from.isBefore(floor) ? floor : from;
    List<LogLine> lines = new ArrayList<>();
    String token = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonView answer = list(from, "timestamp asc", PAGE, token);
      for (JsonView entry : answer.get("entries").items()) {
        lines.add(LogLine.of(entry));
      }
      token = answer.get("nextPageToken").stringOrNull();
      if (token == null || token.isEmpty()) {
        break;
      }
    }
    return fresh(lines);
  }

  private List<LogLine> fresh(List<LogLine> lines) {
    List<LogLine> fresh = new ArrayList<>();
    for (LogLine line : lines) {
      Instant time = Instant.parse(line.time());
      if (shown.putIfAbsent(line.time() + " " + line.id(), time) == null) {
        fresh.add(line);
        newest = newest == null || time.isAfter(newest) ? time : newest;
      }
    }
    Instant end = newest;
    if (end != null) {
      shown.values().removeIf(time -> time.isBefore(end.minus(OVERLAP)));
    }
    return fresh;
  }

  private JsonView list(Instant from, String order, int count, @Nullable String token) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("resourceNames", List.of("projects/" + place.project()));
    body.put("filter", filter(from));
    body.put("orderBy", order);
    body.put("pageSize", count);
    if (token != null) {
      body.put("pageToken", token);
    }
    return api.post(GoogleService.LOGGING, "v2/entries:list", body);
  }

  private String filter(Instant from) {
    return "resource.labels.location=\""
        + place.region()
        + "\" AND (resource.labels.service_name=\""
        + place.service()
        + "\" OR resource.labels.job_name=\""
        + place.names().job()
        + "\") AND timestamp>=\""
        + from
        + "\"";
  }
}
