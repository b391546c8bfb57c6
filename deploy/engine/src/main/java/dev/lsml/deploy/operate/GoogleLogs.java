// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.google.GoogleService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cloud Logging, as far as a service and its job write there. Thread-safe. */
final class GoogleLogs implements LogSource {
  private static final int PAGE = 1000;
  private static final int MOST_PAGES = 20;

  private final GoogleApi api;
  private final Place place;

  GoogleLogs(GoogleApi api, Place place) {
    this.api = api;
    this.place = place;
  }

  @Override
  public List<LogLine> newest(Instant from, Instant now, int count) {
    List<LogLine> lines = new ArrayList<>();
    for (JsonView entry : list(from, "timestamp desc", count, null).get("entries").items()) {
      lines.add(0, line(entry));
    }
    return lines;
  }

  @Override
  public List<LogLine> since(Instant from) {
    List<LogLine> lines = new ArrayList<>();
    String token = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonView answer = list(from, "timestamp asc", PAGE, token);
      for (JsonView entry : answer.get("entries").items()) {
        lines.add(line(entry));
      }
      token = answer.get("nextPageToken").stringOrNull();
      if (token == null || token.isEmpty()) {
        break;
      }
    }
    return lines;
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

  /** Reads an entry of Cloud Logging's. */
  private static LogLine line(JsonView entry) {
    JsonView labels = entry.get("resource").get("labels");
    String revision = labels.get("revision_name").stringOrNull();
    String execution = entry.get("labels").get("run.googleapis.com/execution_name").stringOrNull();
    String job = labels.get("job_name").stringOrNull();
    String severity = entry.get("severity").stringOrNull();
    return new LogLine(
        String.valueOf(entry.get("insertId").stringOrNull()),
        entry.get("timestamp").string(),
        severity == null ? "DEFAULT" : severity,
        revision != null ? revision : execution != null ? execution : job == null ? "" : job,
        Printable.lines(text(entry)));
  }

  private static String text(JsonView entry) {
    String plain = entry.get("textPayload").stringOrNull();
    if (plain != null) {
      return plain.stripTrailing();
    }
    Map<String, @Nullable Object> json = entry.get("jsonPayload").objectOrNull();
    if (json != null) {
      return json.get("message") instanceof String message
          ? message.stripTrailing()
          : json.toString();
    }
    JsonView request = entry.get("httpRequest");
    if (!request.isNull()) {
      return request.get("requestMethod").value()
          + " "
          + request.get("requestUrl").value()
          + " "
          + request.get("status").value()
          + (request.get("latency").isNull() ? "" : " in " + request.get("latency").value());
    }
    JsonView audit = entry.get("protoPayload");
    Object method = audit.get("methodName").value();
    Object status = audit.get("status").get("message").value();
    return (method == null ? "(no text)" : method.toString())
        + (status == null ? "" : ": " + status);
  }
}
