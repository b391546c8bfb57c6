// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import java.time.Instant;
import java.util.List;

/** Where a cloud keeps what a backend logs. */
public interface LogSource {
  /**
   * The newest lines, oldest of them first.
   *
   * @param from nothing older
   * @param now the end
   * @param count at most so many
   */
  List<LogLine> newest(Instant from, Instant now, int count);

  /** All lines from a time on, oldest first, as far as a cloud gives them at once. */
  List<LogLine> since(Instant from);
}
