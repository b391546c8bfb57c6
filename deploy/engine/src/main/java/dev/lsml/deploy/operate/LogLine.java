// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

/**
 * A log entry as a person reads it. Immutable.
 *
 * @param id distinguishes entries of one time
 * @param time ISO 8601
 * @param severity such as {@code ERROR}
 * @param source the revision or execution that wrote it
 * @param text what it says, in one line or more
 */
public record LogLine(String id, String time, String severity, String source, String text) {
  private static final String RESET = "\u001b[0m";

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
