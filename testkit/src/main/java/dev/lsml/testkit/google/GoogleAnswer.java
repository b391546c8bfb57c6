// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.google;

import dev.lsml.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link FakeGoogle} answers. Immutable.
 *
 * @param status of HTTP
 * @param headers beside the content type
 * @param body as sent
 */
public record GoogleAnswer(int status, Map<String, String> headers, byte[] body) {

  /** A success with plain JSON values. */
  public static GoogleAnswer json(@Nullable Object value) {
    return new GoogleAnswer(200, Map.of("Content-Type", "application/json"), Json.bytes(value));
  }

  /** A success with text. */
  public static GoogleAnswer text(String text) {
    return new GoogleAnswer(
        200, Map.of("Content-Type", "application/text"), text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A refusal in the form of {@code google.rpc.Status}.
   *
   * @param code such as {@code PERMISSION_DENIED}
   */
  public static GoogleAnswer error(int status, String code, String message) {
    return error(status, code, message, null, Map.of());
  }

  /**
   * A refusal with an {@code ErrorInfo}.
   *
   * @param reason such as {@code SERVICE_DISABLED}, {@code null} for no such detail
   */
  public static GoogleAnswer error(
      int status,
      String code,
      String message,
      @Nullable String reason,
      Map<String, String> metadata) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", status);
    error.put("message", message);
    error.put("status", code);
    if (reason != null) {
      error.put(
          "details",
          List.of(
              Map.of(
                  "@type",
                  "type.googleapis.com/google.rpc.ErrorInfo",
                  "reason",
                  reason,
                  "domain",
                  "googleapis.com",
                  "metadata",
                  metadata)));
    }
    return new GoogleAnswer(
        status, Map.of("Content-Type", "application/json"), Json.bytes(Map.of("error", error)));
  }

  /** There is no such resource. */
  static GoogleAnswer notFound(String resource) {
    return error(404, "NOT_FOUND", "Resource '" + resource + "' was not found");
  }

  /** The same with a header more. */
  public GoogleAnswer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new GoogleAnswer(status, Map.copyOf(more), body);
  }
}
