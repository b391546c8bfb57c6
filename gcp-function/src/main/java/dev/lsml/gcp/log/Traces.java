// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.log;

import dev.lsml.core.http.Headers;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows which request a thread works on, so that Cloud Logging shows its lines below it: by the
 * header {@code traceparent} (W3C Trace Context §3.2), else by Google's own. Static where the
 * loggers ask, since the JDK makes those. Thread-safe.
 *
 * @see <a href="https://cloud.google.com/logging/docs/structured-logging">the fields</a>
 */
public final class Traces implements HttpHandler {
  private static final ThreadLocal<@Nullable Map<String, Object>> CURRENT = new ThreadLocal<>();

  private final HttpHandler handler;
  private final Supplier<@Nullable String> project;

  private Traces(HttpHandler handler, Supplier<@Nullable String> project) {
    this.handler = handler;
    this.project = project;
  }

  /**
   * The handler with its lines below its requests, where this is a Cloud Run service; the handler
   * itself anywhere else.
   *
   * @param environment the process environment
   */
  public static HttpHandler around(HttpHandler handler, Map<String, String> environment) {
    return environment.containsKey("K_SERVICE")
        ? new Traces(handler, ProjectId.of(environment))
        : handler;
  }

  @Override
  public HttpResponse handle(HttpRequest request) throws Exception {
    Map<String, Object> fields = fields(request.headers());
    if (fields == null) {
      return handler.handle(request);
    }
    CURRENT.set(fields);
    try {
      return handler.handle(request);
    } finally {
      CURRENT.remove();
    }
  }

  /** The fields of a line that this thread logs; none outside a request. */
  public static Map<String, Object> current() {
    Map<String, Object> fields = CURRENT.get();
    return fields == null ? Map.of() : fields;
  }

  private @Nullable Map<String, Object> fields(Headers headers) {
    String id = project.get();
    String traceparent = headers.first("traceparent");
    if (id == null) {
      return null;
    }
    return traceparent != null
        ? ofTraceparent(id, traceparent)
        : ofCloud(id, headers.first("X-Cloud-Trace-Context"));
  }

  /** Such as {@code 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}. */
  private static @Nullable Map<String, Object> ofTraceparent(String project, String header) {
    boolean whole =
        header.length() >= 55
            && header.charAt(2) == '-'
            && header.charAt(35) == '-'
            && header.charAt(52) == '-'
            && isHex(header, 3, 35)
            && isHex(header, 36, 52)
            && isHex(header, 53, 55);
    return whole
        ? fields(
            project,
            header.substring(3, 35),
            header.substring(36, 52),
            (Character.digit(header.charAt(54), 16) & 1) == 1)
        : null;
  }

  /** {@code TRACE/SPAN;o=1}, of which the second and the third part may be missing. */
  private static @Nullable Map<String, Object> ofCloud(String project, @Nullable String header) {
    if (header == null || header.length() < 32 || !isHex(header, 0, 32)) {
      return null;
    }
    String span = null;
    if (header.length() > 33 && header.charAt(32) == '/') {
      int end = header.indexOf(';');
      span = hexadecimal(header.substring(33, end < 0 ? header.length() : end));
    }
    return fields(project, header.substring(0, 32), span, header.endsWith(";o=1"));
  }

  private static Map<String, Object> fields(
      String project, String trace, @Nullable String span, boolean sampled) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("logging.googleapis.com/trace", "projects/" + project + "/traces/" + trace);
    if (span != null) {
      fields.put("logging.googleapis.com/spanId", span);
    }
    fields.put("logging.googleapis.com/trace_sampled", sampled);
    return fields;
  }

  /** A span is decimal in Google's own header and hexadecimal everywhere else. */
  private static @Nullable String hexadecimal(String decimal) {
    try {
      String hex = Long.toHexString(Long.parseUnsignedLong(decimal));
      return "0".repeat(16 - hex.length()) + hex;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isHex(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
