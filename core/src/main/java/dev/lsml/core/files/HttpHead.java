// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Status and headers of an HTTP/1.1 answer, read with bounds.
 *
 * @param headers by lower-case name; a repeated one holds its values joined by a comma
 */
record HttpHead(int status, Map<String, String> headers) {
  private static final int MOST_BYTES = 64 << 10;

  @Nullable String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }

  /**
   * Reads up to and with the empty line; interim answers (1xx) are passed over.
   *
   * @throws ProtocolException when that is no HTTP answer, or has more than 64 KiB of headers
   */
  static HttpHead read(InputStream input) throws IOException {
    int[] left = {MOST_BYTES};
    while (true) {
      int status = status(line(input, left));
      Map<String, String> headers = new HashMap<>();
      for (String line = line(input, left); !line.isEmpty(); line = line(input, left)) {
        int colon = line.indexOf(':');
        if (colon <= 0 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
          throw new ProtocolException("a header of the answer is malformed");
        }
        String value = line.substring(colon + 1).strip();
        headers.merge(
            line.substring(0, colon).toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
      }
      if (status >= 200) {
        return new HttpHead(status, headers);
      }
    }
  }

  /** Reads to a line feed, drops the line end; {@code left} is what all lines together may have. */
  static String line(InputStream input, int[] left) throws IOException {
    byte[] bytes = new byte[128];
    int length = 0;
    for (int b = input.read(); b != '\n'; b = input.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended early");
      }
      if (--left[0] < 0) {
        throw new ProtocolException("the answer's headers are larger than " + MOST_BYTES);
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, length * 2);
      }
      bytes[length++] = (byte) b;
    }
    left[0]--;
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static int status(String line) throws ProtocolException {
    if (line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ') {
      try {
        int status = Integer.parseInt(line.substring(9, 12));
        if (status >= 100) {
          return status;
        }
      } catch (NumberFormatException notANumber) {
        // Falls through to the complaint.
      }
    }
    throw new ProtocolException("the answer is not HTTP/1.1");
  }
}
