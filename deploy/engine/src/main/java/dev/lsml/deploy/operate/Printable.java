// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

/** Makes texts from elsewhere fit for a terminal, which obeys control characters. */
public final class Printable {
  private Printable() {}

  /** A text of one line: every control character becomes a space. */
  static String line(String text) {
    return cleaned(text, false);
  }

  /** A text of several lines: every control character but line feed and tab becomes a space. */
  public static String lines(String text) {
    return cleaned(text.replace("\r\n", "\n"), true);
  }

  private static String cleaned(String text, boolean lineFeeds) {
    StringBuilder cleaned = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean kept = !Character.isISOControl(c) || (lineFeeds && c == '\n') || c == '\t';
      cleaned.append(kept ? c : ' ');
    }
    return cleaned.toString();
  }
}
