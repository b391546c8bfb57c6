// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as text, without the JDK's formatters, which a cold start would have to load. */
final class Timestamp {
  private Timestamp() {}

  /** As RFC 3339 with milliseconds: {@code 2026-01-31T14:03:59.007Z}. */
  static String utc(Instant instant) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(24);
    padded(text, time.getYear(), 1000).append('-');
    padded(text, time.getMonthValue(), 10).append('-');
    padded(text, time.getDayOfMonth(), 10).append('T');
    padded(text, time.getHour(), 10).append(':');
    padded(text, time.getMinute(), 10).append(':');
    padded(text, time.getSecond(), 10).append('.');
    return padded(text, time.getNano() / 1_000_000, 100).append('Z').toString();
  }

  private static StringBuilder padded(StringBuilder text, int number, int highest) {
    for (int place = highest; place > 0; place /= 10) {
      text.append((char) ('0' + number / place % 10));
    }
    return text;
  }
}
