// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

/** What a {@link FakeGcs} does to one request instead of answering it properly. */
public enum GcsFault {
  /** Nothing happens, and the answer is 503. */
  UNAVAILABLE,
  /** Nothing happens, and the answer is 429. */
  TOO_MANY_REQUESTS,
  /** The request takes effect, and the answer is 503. */
  UNAVAILABLE_AFTERWARDS,
  /** Nothing happens, and the connection ends without an answer. */
  RESET,
  /** The request takes effect, and the connection ends without an answer. */
  RESET_AFTERWARDS,
  /** The request takes effect, and the connection ends in the middle of the answer's body. */
  CUT;

  boolean takesEffect() {
    return this == UNAVAILABLE_AFTERWARDS || this == RESET_AFTERWARDS || this == CUT;
  }
}
