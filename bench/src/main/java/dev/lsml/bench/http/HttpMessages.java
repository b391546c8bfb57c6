// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.http;

import java.nio.charset.StandardCharsets;

/** Whole HTTP/1.1 requests as bytes, made once and sent many times. */
public final class HttpMessages {
  private HttpMessages() {}

  /** A {@code GET} of the path. */
  public static byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A {@code POST} of a JSON body to the path. */
  public static byte[] post(String path, byte[] json) {
    byte[] head =
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + json.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] message = new byte[head.length + json.length];
    System.arraycopy(head, 0, message, 0, head.length);
    System.arraycopy(json, 0, message, head.length, json.length);
    return message;
  }
}
