// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What every HTTP server of these tests does that stands before another. Functions only. */
public final class Relay {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private Relay() {}

  /** Whether a header goes on to the next server as it is. */
  public static boolean passes(String header) {
    return !HOP_BY_HOP.contains(header.toLowerCase(Locale.ROOT));
  }

  /** Sends an answer and ends the connection. */
  public static void answer(
      HttpExchange exchange, int status, Map<String, List<String>> headers, byte[] body)
      throws IOException {
    headers.forEach(
        (name, values) -> {
          if (passes(name)) {
            values.forEach(value -> exchange.getResponseHeaders().add(name, value));
          }
        });
    exchange.getResponseHeaders().set("Connection", "close");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      // The only answer that tells the length of a body that it has not.
      headers.forEach(
          (name, values) -> {
            if (name.equalsIgnoreCase("Content-Length")) {
              exchange.getResponseHeaders().set("Content-Length", values.get(0));
            }
          });
    }
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  /** Sends a text. */
  public static void answer(HttpExchange exchange, int status, String text) throws IOException {
    answer(
        exchange,
        status,
        Map.of("Content-Type", List.of("text/plain; charset=utf-8")),
        text.getBytes(StandardCharsets.UTF_8));
  }
}
