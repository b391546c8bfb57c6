// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

/** What a {@link ScriptedFaultStore} does to one call. */
public enum Fault {
  /** Nothing: the call goes through. */
  NONE,
  /** Nothing happens in the store and the caller knows: a retryable {@code StoreException}. */
  FAIL,
  /**
   * Nothing happens in the store and the caller cannot know: writes end as {@code Unknown}, all
   * other calls with a {@code StoreException}.
   */
  LOSE_REQUEST,
  /**
   * The call takes effect and the caller cannot know: writes end as {@code Unknown}, all other
   * calls with a {@code StoreException}.
   */
  LOSE_ANSWER,
  /** The process dies before the call: {@link SimulatedCrash}. */
  CRASH_BEFORE,
  /** The process dies after the call took effect, before it returns: {@link SimulatedCrash}. */
  CRASH_AFTER
}
