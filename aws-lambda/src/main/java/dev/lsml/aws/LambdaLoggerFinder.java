// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import dev.lsml.core.config.Settings;
import dev.lsml.core.log.JulLines;
import dev.lsml.core.log.LineFormat;
import dev.lsml.core.log.LineLoggerFinder;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The loggers of a backend: JSON on standard output where {@code AWS_LAMBDA_FUNCTION_NAME} says
 * that Lambda collects it, else text on standard error. The least level is that of {@code
 * LOG_LEVEL}, else that of the function's own settings. The JDK makes the one instance.
 * Thread-safe.
 */
public final class LambdaLoggerFinder extends LineLoggerFinder {
  /** For the JDK's service loader. */
  public LambdaLoggerFinder() {
    this(System.getenv(), System.out, System.err);
  }

  LambdaLoggerFinder(Map<String, String> environment, PrintStream out, PrintStream err) {
    super(
        least(environment),
        onLambda(environment)
            ? LineFormat.lambdaJson(Clock.systemUTC(), Invocation::requestId)
            : LambdaLoggerFinder::text,
        onLambda(environment) ? out : err);
  }

  /**
   * Has all loggers print by one of these, also where the JDK does not find it: the managed
   * runtimes load a zip's jars by a class loader of their own.
   */
  static void install() {
    if (!(System.LoggerFinder.getLoggerFinder() instanceof LineLoggerFinder)) {
      JulLines.install(new LambdaLoggerFinder());
    }
  }

  private static boolean onLambda(Map<String, String> environment) {
    return environment.containsKey("AWS_LAMBDA_FUNCTION_NAME");
  }

  /** A wrong level is refused where all settings are read; until then this logs all the same. */
  private static Level least(Map<String, String> environment) {
    String word = environment.getOrDefault("LOG_LEVEL", "");
    if (word.isBlank()) {
      word = environment.getOrDefault("AWS_LAMBDA_LOG_LEVEL", "");
    }
    Level level = Settings.logLevel(word);
    return level == null ? Level.INFO : level;
  }

  /** The time zone is looked up with the first line, since that reads a file of the JDK. */
  @SuppressWarnings("JavaTimeDefaultTimeZone") // people read their own time
  private static String text(
      Level level, String logger, String message, @Nullable Throwable thrown) {
    return LineFormat.text(Clock.systemDefaultZone()).line(level, logger, message, thrown);
  }
}
