// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import org.jspecify.annotations.Nullable;

/**
 * The invocation that this process works on, so that every line logged meanwhile can name it. A
 * Lambda instance works on one at a time, with as many threads as it likes; so this is one value
 * for the process, and none of a thread. Thread-safe.
 */
final class Invocation {
  private static volatile @Nullable String requestId;

  private Invocation() {}

  /** Begins one. */
  static void begin(String id) {
    requestId = id;
  }

  /** Ends the one that is running. */
  static void end() {
    requestId = null;
  }

  /** The id that Lambda gave it, {@code null} between invocations. */
  static @Nullable String requestId() {
    return requestId;
  }
}
