// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import dev.lsml.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How an invocation ended.
 *
 * @param kind what became of it
 * @param payload what the function returned, or JSON that tells of its failure
 */
public record Outcome(Kind kind, byte[] payload) {
  /** What can become of an invocation. */
  public enum Kind {
    /** The function returned. */
    ANSWERED,
    /** It threw, its process ended, or it did not even start. */
    FAILED,
    /** It was not done in time; its process was killed. */
    TIMED_OUT,
    /** As many run already as the function may have. */
    THROTTLED
  }

  static Outcome answered(byte[] payload) {
    return new Outcome(Kind.ANSWERED, payload);
  }

  static Outcome failed(byte[] error) {
    return new Outcome(Kind.FAILED, error);
  }

  static Outcome failed(String type, String message) {
    return failed(Json.bytes(Map.of("errorType", type, "errorMessage", message)));
  }

  static Outcome timedOut(String message) {
    return new Outcome(
        Kind.TIMED_OUT,
        Json.bytes(Map.of("errorType", "Sandbox.Timedout", "errorMessage", message)));
  }

  static Outcome throttled() {
    return new Outcome(Kind.THROTTLED, Json.bytes(Map.of("Reason", "ConcurrentInvocationLimit")));
  }

  /** The payload as text. */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return kind + " " + text();
  }
}
