// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import dev.lsml.core.config.Settings;
import dev.lsml.core.log.LineFormat;
import dev.lsml.core.log.LineLoggerFinder;
import dev.lsml.gcp.log.Traces;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The loggers of a backend: JSON on standard output where {@code K_SERVICE} or {@code
 * CLOUD_RUN_JOB} says that Cloud Run collects it, else text on standard error. The JDK makes the
 * one instance. Thread-safe.
 */
public final class GcpLoggerFinder extends LineLoggerFinder {
  /** For the JDK's service loader. */
  public GcpLoggerFinder() {
    this(System.getenv(), System.out, System.err);
  }

  GcpLoggerFinder(Map<String, String> environment, PrintStream out, PrintStream err) {
    super(
        least(environment.get("LOG_LEVEL")),
        onCloudRun(environment)
            ? LineFormat.googleCloudJson(Traces::current)
            : GcpLoggerFinder::text,
        onCloudRun(environment) ? out : err);
  }

  private static boolean onCloudRun(Map<String, String> environment) {
    return environment.containsKey("K_SERVICE") || environment.containsKey("CLOUD_RUN_JOB");
  }

  /** A wrong level is refused where all settings are read; until then this logs all the same. */
  private static Level least(@Nullable String word) {
    Level level = word == null ? null : Settings.logLevel(word);
    return level == null ? Level.INFO : level;
  }

  /** The time zone is looked up with the first line, since that reads a file of the JDK. */
  @SuppressWarnings("JavaTimeDefaultTimeZone") // people read their own time
  private static String text(
      Level level, String logger, String message, @Nullable Throwable thrown) {
    return LineFormat.text(Clock.systemDefaultZone()).line(level, logger, message, thrown);
  }
}
