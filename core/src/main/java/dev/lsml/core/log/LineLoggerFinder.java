// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.log;

import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Gives every caller of {@link System#getLogger(String)} a logger that prints one line per record.
 * Thread-safe; lines of several threads do not mix.
 */
public class LineLoggerFinder extends System.LoggerFinder {
  private final Level least;
  private final LineFormat format;
  private final PrintStream output;

  /**
   * Makes one.
   *
   * @param least records below this level are dropped
   * @param output is flushed after each line
   */
  protected LineLoggerFinder(Level least, LineFormat format, PrintStream output) {
    this.least = least;
    this.format = format;
    this.output = output;
  }

  @Override
  public Logger getLogger(String name, Module module) {
    return logger(name);
  }

  /** A logger of this name, for bridges from other logging libraries. */
  final Logger logger(String name) {
    return new LineLogger(name, isOfTheJdk(name) ? atLeastInfo(least) : least, format, output);
  }

  final Level least() {
    return least;
  }

  /** At DEBUG the JDK's HTTP client logs request headers, and with them credentials. */
  private static boolean isOfTheJdk(String name) {
    return name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("jdk.")
        || name.startsWith("sun.")
        || name.startsWith("com.sun.");
  }

  private static Level atLeastInfo(Level level) {
    return level.getSeverity() < Level.INFO.getSeverity() ? Level.INFO : level;
  }
}
