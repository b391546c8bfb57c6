// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.page;

import org.jspecify.annotations.Nullable;

/** Times for people. Thread-safe: no state. */
final class Times {
  private Times() {}

  /** {@code 2026-11-21T07:39:20.123Z} as {@code 2026-11-21 07:39:20 UTC}; others as they are. */
  static String text(@Nullable Object time) {
    String text = time == null ? "" : time.toString();
    boolean iso =
        text.length() >= 20
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':'
            && text.endsWith("Z");
    return iso ? text.substring(0, 10) + " " + text.substring(11, 19) + " UTC" : text;
  }
}
