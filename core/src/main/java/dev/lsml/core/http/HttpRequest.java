// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.http;

import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as the adapters hand it in. The body can be read once, by one thread.
 *
 * @param method in upper case
 * @param path starts with {@code /}, percent-decoded, without the query
 * @param query the raw query without {@code ?}; {@code null} when there is none
 * @param headers the header fields
 * @param body the body, empty when there is none; the adapter closes it
 */
public record HttpRequest(
    String method, String path, @Nullable String query, Headers headers, InputStream body) {

  /** A request without a query, header or body. */
  public static HttpRequest of(String method, String path) {
    return new HttpRequest(method, path, null, Headers.empty(), InputStream.nullInputStream());
  }

  /**
   * A path as it stands in a request line, without its percent-encoding; a plus sign stays one, and
   * a stray percent sign leaves the whole path as it is.
   */
  public static String decodedPath(String path) {
    return path.indexOf('%') < 0 ? path : decode(path.replace("+", "%2B"));
  }

  /** The query's parameters, decoded; the last one wins where a name stands twice. */
  public Map<String, String> queryParameters() {
    return parameters(query);
  }

  /**
   * The fields of a form, out of its body in the form {@code application/x-www-form-urlencoded} and
   * UTF-8; as {@link #queryParameters}.
   */
  public static Map<String, String> parameters(@Nullable String encoded) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (encoded != null) {
      for (String pair : encoded.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.put(decode(name), decode(value));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a stray % is no reason to fail a request
    }
  }
}
