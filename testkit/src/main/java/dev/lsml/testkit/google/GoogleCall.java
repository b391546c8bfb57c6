// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.google;

import com.sun.net.httpserver.HttpExchange;
import dev.lsml.core.json.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that {@link FakeGoogle} got. Immutable.
 *
 * @param method such as {@code POST}
 * @param path without the leading slash and without the query, decoded
 * @param query decoded; the last of several
 * @param headers by lower-case name; the first of several
 * @param body plain JSON values, {@code null} for none
 */
public record GoogleCall(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    @Nullable Object body) {

  /** The header's value, {@code null} when it was not sent. */
  public @Nullable String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }

  static GoogleCall of(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    byte[] body = exchange.getRequestBody().readAllBytes();
    return new GoogleCall(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath().replaceFirst("^/+", ""),
        query(exchange.getRequestURI().getRawQuery()),
        Map.copyOf(headers),
        body.length == 0 ? null : Json.read(body));
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      query.put(
          URLDecoder.decode(name, StandardCharsets.UTF_8),
          URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return Map.copyOf(query);
  }

  List<String> segments() {
    return List.of(path.split("/"));
  }

  /** Shows method and path alone: headers and bodies hold secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
