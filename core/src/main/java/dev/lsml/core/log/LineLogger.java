// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.log;

import java.io.PrintStream;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** One name's logger. Thread-safe. */
final class LineLogger implements System.Logger {
  private final String name;
  private final Level least;
  private final LineFormat format;
  private final PrintStream output;

  LineLogger(String name, Level least, LineFormat format, PrintStream output) {
    this.name = name;
    this.least = least;
    this.format = format;
    this.output = output;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isLoggable(Level level) {
    return least != Level.OFF && level.getSeverity() >= least.getSeverity();
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    if (isLoggable(level)) {
      print(level, translated(bundle, message), thrown);
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      Object @Nullable ... parameters) {
    if (isLoggable(level)) {
      String text = translated(bundle, message);
      boolean plain = parameters == null || parameters.length == 0;
      print(level, plain ? text : filledIn(text, parameters), null);
    }
  }

  private void print(Level level, String message, @Nullable Throwable thrown) {
    // One call for the whole line, so that lines of several threads do not mix.
    output.print(format.line(level, name, message, thrown) + System.lineSeparator());
    output.flush();
  }

  private static String translated(@Nullable ResourceBundle bundle, @Nullable String message) {
    if (message == null) {
      return "";
    }
    return bundle != null && bundle.containsKey(message) ? bundle.getString(message) : message;
  }

  private static String filledIn(String text, Object @Nullable [] parameters) {
    try {
      return MessageFormat.format(text, parameters);
    } catch (IllegalArgumentException e) {
      return text; // a stray brace is no reason to fail whoever logs
    }
  }
}
