// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.core.json.JsonView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log entry as a person reads it. Immutable.
 *
 * @param id distinguishes entries of one time
 * @param time ISO 8601
 * @param severity in Google's words, such as {@code ERROR}
 * @param source the revision or execution that wrote it
 * @param text what it says, in one line or more
 */
public record LogLine(String id, String time, String severity, String source, String text) {
  private static final String RESET = "\u001b[0m";

  /** Reads an entry of Cloud Logging's. */
  static LogLine of(JsonView entry) {
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

  /**
   * In one line or more, the further ones set in.
   *
   * @param colours whether the severity is coloured
   */
  public String shown(boolean colours) {
    String word = severity + " ".repeat(Math.max(0, 8 - severity.length()));
    String colour = colours ? colour() : "";
    return time
        + " "
        + (colour.isEmpty() ? word : colour + word + RESET)
        + " "
        + (source.isEmpty() ? "" : source + "  ")
        + text.replace("\n", "\n    ");
  }

  private String colour() {
    return switch (severity) {
      case "ERROR", "CRITICAL", "ALERT", "EMERGENCY" -> "\u001b[31m";
      case "WARNING" -> "\u001b[33m";
      case "DEBUG" -> "\u001b[2m";
      default -> "";
    };
  }
}
