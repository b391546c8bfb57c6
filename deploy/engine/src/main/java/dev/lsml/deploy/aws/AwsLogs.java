// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.amazon.AwsApi;
import dev.lsml.deploy.amazon.AwsException;
import dev.lsml.deploy.amazon.AwsService;
import dev.lsml.deploy.operate.LogLine;
import dev.lsml.deploy.operate.LogSource;
import dev.lsml.deploy.operate.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CloudWatch Logs, as far as both functions write there. Thread-safe. */
final class AwsLogs implements LogSource {
  private static final int MOST_PAGES = 20;

  /** CloudWatch gives the oldest first, so the newest are looked for in ever longer times. */
  private static final Duration FIRST_LOOK = Duration.ofMinutes(10);

  private static final int LONGER = 6;

  /** Lambda's own notes of each call, which say nothing that its report does not. */
  private static final Set<String> NOISE =
      Set.of("platform.start", "platform.runtimeDone", "platform.initStart");

  private final AwsApi api;
  private final AwsNames names;

  AwsLogs(AwsApi api, AwsNames names) {
    this.api = api;
    this.names = names;
  }

  @Override
  public List<LogLine> newest(Instant from, Instant now, int count) {
    Duration look = FIRST_LOOK;
    while (true) {
      Instant start = now.minus(look);
      boolean isWhole = !start.isAfter(from);
      List<LogLine> lines = since(isWhole ? from : start);
      if (lines.size() >= count || isWhole) {
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
      }
      look = look.multipliedBy(LONGER);
    }
  }

  @Override
  public List<LogLine> since(Instant from) {
    List<LogLine> lines = new ArrayList<>();
    read(names.logGroup(), from, lines);
    read(names.trainLogGroup(), from, lines);
    lines.sort(Comparator.comparing(line -> Instant.parse(line.time())));
    return lines;
  }

  private void read(String group, Instant from, List<LogLine> lines) {
    String token = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("logGroupName", group);
      body.put("startTime", from.toEpochMilli());
      if (token != null) {
        body.put("nextToken", token);
      }
      AwsApi.Call what = new AwsApi.Call("read the log " + group, "logs:FilterLogEvents");
      JsonView answer;
      try {
        answer = api.call(AwsService.LOGS, what, "Logs_20140328.FilterLogEvents", body);
      } catch (AwsException e) {
        if (e.isMissing()) {
          return; // it never ran
        }
        throw e;
      }
      for (JsonView event : answer.get("events").items()) {
        LogLine line = line(group, event);
        if (line != null) {
          lines.add(line);
        }
      }
      token = answer.get("nextToken").stringOrNull();
      if (token == null || token.isEmpty()) {
        return;
      }
    }
  }

  private static @Nullable LogLine line(String group, JsonView event) {
    Long millis = event.get("timestamp").wholeOrNull();
    String message = String.valueOf(event.get("message").stringOrNull()).stripTrailing();
    String severity = "DEFAULT";
    if (message.startsWith("{")) {
      try {
        JsonView json = JsonView.of(Json.read(message));
        String type = json.get("type").stringOrNull();
        if (type != null && NOISE.contains(type)) {
          return null;
        }
        String level = json.get("level").stringOrNull();
        String text = json.get("message").stringOrNull();
        severity = level == null ? severity : level.equals("WARN") ? "WARNING" : level;
        message =
            text != null ? text : type != null ? type + " " + json.get("record").value() : message;
      } catch (JsonException e) {
        // some other text then
      }
    }
    return new LogLine(
        String.valueOf(event.get("eventId").stringOrNull()),
        Instant.ofEpochMilli(millis == null ? 0 : millis).toString(),
        severity,
        source(group, event.get("logStreamName").stringOrNull()),
        Printable.lines(message));
  }

  /** The function and its version, which a stream's name tells: {@code 2026/01/31/[7]abc}. */
  private static String source(String group, @Nullable String stream) {
    String function = group.substring(group.lastIndexOf('/') + 1);
    int open = stream == null ? -1 : stream.indexOf('[');
    int close = stream == null ? -1 : stream.indexOf(']');
    return stream == null || open < 0 || close < open
        ? function
        : function + ":" + stream.substring(open + 1, close);
  }
}
