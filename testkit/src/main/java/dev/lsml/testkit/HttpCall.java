// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An HTTP request as a client sends it. The body can be read once.
 *
 * @param method such as {@code POST}
 * @param target path and query as they stand in the request line, percent-encoded
 * @param headers names and values in the order sent, without those that say how long the body is
 * @param body what follows the headers
 * @param length of the body in bytes, -1 to send it without telling
 */
public record HttpCall(
    String method,
    String target,
    List<Map.Entry<String, String>> headers,
    InputStream body,
    long length) {

  /** A call without header and body. */
  public static HttpCall of(String method, String target) {
    return new HttpCall(method, target, List.of(), InputStream.nullInputStream(), 0);
  }

  /** This call with one more header field. */
  public HttpCall with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new HttpCall(method, target, List.copyOf(more), body, length);
  }

  /** This call with a body of these bytes. */
  public HttpCall withBody(byte[] bytes) {
    return new HttpCall(method, target, headers, new ByteArrayInputStream(bytes), bytes.length);
  }

  /** This call with a text as its body, in UTF-8. */
  public HttpCall withBody(String text) {
    return withBody(text.getBytes(StandardCharsets.UTF_8));
  }

  /** This call with a body of a length that is not told. */
  public HttpCall withBody(InputStream stream) {
    return new HttpCall(method, target, headers, stream, -1);
  }
}
