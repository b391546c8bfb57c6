// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Prints what libraries log through {@code java.util.logging} as the same lines as all else.
 * Nothing of that library is formatted, or loaded but its loggers, before the first line is due.
 * Thread-safe.
 */
public final class JulLines extends Handler {
  private static final String CONFIG_CLASS = "java.util.logging.config.class";

  private final LineLoggerFinder finder;

  /** For {@code java.util.logging}, which makes it by its name. */
  public JulLines() {
    // Only ever configured when the finder is ours.
    this((LineLoggerFinder) System.LoggerFinder.getLoggerFinder());
  }

  JulLines(LineLoggerFinder finder) {
    this.finder = finder;
  }

  /**
   * Has the first logger of {@code java.util.logging} set itself up to print here. Does nothing
   * when somebody chose a configuration, and nothing once there is such a logger.
   */
  public static void install() {
    if (System.getProperty(CONFIG_CLASS) == null
        && System.getProperty("java.util.logging.config.file") == null) {
      System.setProperty(CONFIG_CLASS, Configuration.class.getName());
    }
  }

  /**
   * Prints all records by this finder from now on. For a process whose loggers are those of {@code
   * java.util.logging} because the JDK cannot see the finder: it looks only where the class path
   * is.
   *
   * @throws IllegalStateException when they cannot be configured
   */
  public static void install(LineLoggerFinder finder) {
    try {
      LogManager.getLogManager()
          .readConfiguration(
              new ByteArrayInputStream(
                  (".level=" + name(finder.least()) + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException("it is read from memory", e);
    }
    Logger.getLogger("").addHandler(new JulLines(finder));
  }

  /** Made by {@code java.util.logging}, instead of reading the JDK's file. */
  public static final class Configuration {
    /**
     * Sets the handler and the least level.
     *
     * @throws IOException never, since it reads from memory
     */
    public Configuration() throws IOException {
      String lines = "handlers=java.util.logging.ConsoleHandler\n.level=INFO\n";
      if (System.LoggerFinder.getLoggerFinder() instanceof LineLoggerFinder ours) {
        lines = "handlers=" + JulLines.class.getName() + "\n.level=" + name(ours.least()) + "\n";
      }
      LogManager.getLogManager()
          .readConfiguration(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void publish(LogRecord record) {
    String name = record.getLoggerName();
    finder
        .logger(name == null ? "" : name)
        .log(
            level(record.getLevel().intValue()),
            new SimpleFormatter().formatMessage(record),
            record.getThrown());
  }

  @Override
  public void flush() {
    // every line is flushed
  }

  @Override
  public void close() {
    // standard output stays open
  }

  private static Level level(int jul) {
    return jul >= java.util.logging.Level.SEVERE.intValue()
        ? Level.ERROR
        : jul >= java.util.logging.Level.WARNING.intValue()
            ? Level.WARNING
            : jul >= java.util.logging.Level.INFO.intValue()
                ? Level.INFO
                : jul >= java.util.logging.Level.FINE.intValue() ? Level.DEBUG : Level.TRACE;
  }

  private static String name(Level level) {
    return switch (level) {
      case ALL, TRACE -> "ALL";
      case DEBUG -> "FINE";
      case INFO -> "INFO";
      case WARNING -> "WARNING";
      case ERROR -> "SEVERE";
      case OFF -> "OFF";
    };
  }
}
