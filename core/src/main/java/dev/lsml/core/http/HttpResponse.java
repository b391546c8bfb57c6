// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.http;

import dev.lsml.core.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response as the adapters send it.
 *
 * @param status the status code
 * @param reason the reason phrase, {@code null} for the standard one; servers that cannot send it
 *     leave it out. It is the only text of a backend that Label Studio shows (protocol §1.1)
 * @param headers the header fields, {@code Content-Type} among them
 * @param body writes the body
 */
public record HttpResponse(int status, @Nullable String reason, Headers headers, Body body) {

  /** A response body: something that writes itself once or more often, from any thread. */
  @FunctionalInterface
  public interface Body {
    /**
     * Writes the whole body.
     *
     * @param output is neither flushed nor closed
     * @throws IOException when the output fails
     */
    void writeTo(OutputStream output) throws IOException;

    /** The length in bytes, -1 when it is not known before writing. */
    default long length() {
      return -1;
    }
  }

  /** A JSON response; the value is as {@link Json#write} takes it. */
  public static HttpResponse json(int status, @Nullable Object value) {
    return bytes(status, "application/json", Json.bytes(value));
  }

  /**
   * A JSON response that is written while it is sent, for bodies too large to build first.
   *
   * @param body writes UTF-8 JSON
   */
  public static HttpResponse streamedJson(int status, Body body) {
    return new HttpResponse(
        status, null, Headers.empty().with("Content-Type", "application/json"), body);
  }

  /**
   * An error in the one shape that every error of a backend has: {@code {"error", "cause",
   * "remedy"}}, with the problem as the reason phrase too.
   */
  public static HttpResponse error(int status, String problem, String cause, String remedy) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("error", problem);
    error.put("cause", cause);
    error.put("remedy", remedy);
    HttpResponse plain = json(status, error);
    return new HttpResponse(status, asReason(problem), plain.headers, plain.body);
  }

  /** A response whose body is the text as UTF-8. */
  public static HttpResponse text(int status, String contentType, String text) {
    return bytes(status, contentType + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** This response with one more header field. */
  public HttpResponse with(String name, String value) {
    return new HttpResponse(status, reason, headers.with(name, value), body);
  }

  private static HttpResponse bytes(int status, String contentType, byte[] bytes) {
    return new HttpResponse(
        status, null, Headers.empty().with("Content-Type", contentType), new Bytes(bytes));
  }

  /** A reason phrase is one line of visible ASCII (RFC 9112 §4). */
  private static String asReason(String problem) {
    StringBuilder reason = new StringBuilder();
    for (int i = 0; i < problem.length() && reason.length() < 200; i++) {
      char c = problem.charAt(i);
      reason.append(c >= 0x20 && c < 0x7f ? c : ' ');
    }
    return reason.toString();
  }

  private record Bytes(byte[] bytes) implements Body {
    @Override
    public void writeTo(OutputStream output) throws IOException {
      output.write(bytes);
    }

    @Override
    public long length() {
      return bytes.length;
    }
  }
}
