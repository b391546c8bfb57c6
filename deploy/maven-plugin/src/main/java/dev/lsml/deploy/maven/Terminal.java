// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the output goes to. */
final class Terminal {
  private Terminal() {}

  /** Tells whether a person's terminal is there. */
  static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there may be a console without a terminal.
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      return true; // before JDK 22
    }
  }

  /**
   * Tells whether colours are wanted.
   *
   * @param style Maven's own setting {@code style.color}, {@code null} for none
   * @param isTerminal whether a person's terminal is there
   */
  static boolean hasColours(
      Map<String, String> environment, @Nullable String style, boolean isTerminal) {
    if ("always".equals(style)) {
      return true;
    }
    String no = environment.get("NO_COLOR"); // see https://no-color.org
    return isTerminal
        && !"never".equals(style)
        && (no == null || no.isEmpty())
        && !"dumb".equals(environment.get("TERM"));
  }
}
