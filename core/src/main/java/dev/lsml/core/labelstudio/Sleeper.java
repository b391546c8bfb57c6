// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import java.time.Duration;

/** Waits between two attempts; tests give one that only takes notes. */
@FunctionalInterface
public interface Sleeper {
  /**
   * Returns when the time has passed.
   *
   * @throws InterruptedException when the thread is asked to stop
   */
  void sleep(Duration time) throws InterruptedException;
}
