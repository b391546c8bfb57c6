// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.log;

import dev.lsml.core.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a log record reads. Implementations are thread-safe. */
@FunctionalInterface
public interface LineFormat {
  /**
   * The record as text without a line end.
   *
   * @param logger the logger's name, usually a class
   */
  String line(Level level, String logger, String message, @Nullable Throwable thrown);

  /**
   * For people: {@code 14:03:59 WARNING Trainer: message}, then the stack trace if there is one.
   */
  static LineFormat text(Clock clock) {
    return (level, logger, message, thrown) -> {
      LocalTime now = LocalTime.now(clock);
      StringBuilder line = new StringBuilder(message.length() + 64);
      twoDigits(line, now.getHour()).append(':');
      twoDigits(line, now.getMinute()).append(':');
      twoDigits(line, now.getSecond()).append(' ');
      line.append(level.getName()).append(' ');
      line.append(logger, logger.lastIndexOf('.') + 1, logger.length());
      line.append(": ").append(message);
      if (thrown != null) {
        line.append(System.lineSeparator()).append(stackTrace(thrown));
      }
      return line.toString();
    };
  }

  /**
   * For Google Cloud Logging: one JSON object per line, whose time is the time of arrival. A stack
   * trace is part of the message, since Error Reporting looks for it there
   * (https://cloud.google.com/error-reporting/docs/formatting-error-messages).
   *
   * @param more asked with each line, by the thread that logs, for further fields such as a trace
   */
  static LineFormat googleCloudJson(Supplier<Map<String, Object>> more) {
    return (level, logger, message, thrown) -> {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("severity", severity(level));
      line.put("message", thrown == null ? message : message + "\n" + stackTrace(thrown));
      line.put("logger", logger);
      line.putAll(more.get());
      return Json.text(line);
    };
  }

  /**
   * For CloudWatch as Lambda's own JSON log format has it: one object per line with time, level and
   * request. A stack trace is part of the message.
   *
   * @param requestId the id of the invocation that is running, {@code null} for none
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html">what
   *     Lambda reads of it</a>
   */
  static LineFormat lambdaJson(InstantSource clock, Supplier<@Nullable String> requestId) {
    return (level, logger, message, thrown) -> {
      Map<String, Object> line = new LinkedHashMap<>();
      // Without a time that it can read, Lambda takes every line for one of level INFO.
      line.put("timestamp", Timestamp.utc(clock.instant()));
      line.put("level", lambdaLevel(level));
      line.put("message", thrown == null ? message : message + "\n" + stackTrace(thrown));
      line.put("logger", logger);
      String id = requestId.get();
      if (id != null) {
        line.put("AWSRequestId", id);
      }
      return Json.text(line);
    };
  }

  private static String lambdaLevel(Level level) {
    return switch (level) {
      case ALL, TRACE -> "TRACE";
      case DEBUG -> "DEBUG";
      case INFO -> "INFO";
      case WARNING -> "WARN";
      case ERROR, OFF -> "ERROR";
    };
  }

  private static String severity(Level level) {
    return switch (level) {
      case ALL, TRACE, DEBUG -> "DEBUG";
      case INFO -> "INFO";
      case WARNING -> "WARNING";
      case ERROR, OFF -> "ERROR";
    };
  }

  private static StringBuilder twoDigits(StringBuilder line, int number) {
    return line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString().stripTrailing();
  }
}
