// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The two parts of a {@code multipart/related} upload (RFC 2387): the resource and the content. */
record MultipartBody(byte[] resource, @Nullable String contentType, byte[] content) {

  /**
   * Takes a body apart.
   *
   * @param contentType the request's, with the boundary
   */
  static MultipartBody parse(@Nullable String contentType, byte[] body) throws GcsFailure {
    String told = contentType == null ? "" : contentType;
    int start = told.indexOf("boundary=");
    if (start < 0) {
      throw GcsFailure.invalid("Missing boundary in the content type '" + told + "'");
    }
    String boundary = told.substring(start + "boundary=".length());
    int end = boundary.indexOf(';');
    boundary = (end < 0 ? boundary : boundary.substring(0, end)).strip().replace("\"", "");
    byte[] mark = ("--" + boundary).getBytes(StandardCharsets.UTF_8);

    int first = find(body, mark, 0);
    int second = find(body, mark, first + mark.length);
    // The content may hold anything, the mark excepted, and the mark comes after a line break.
    int third = find(body, mark, second + mark.length);
    if (first < 0 || second < 0 || third < 0) {
      throw GcsFailure.invalid("Malformed multipart body.");
    }
    int resource = afterHead(body, first);
    int content = afterHead(body, second);
    return new MultipartBody(
        Arrays.copyOfRange(body, resource, second - 2),
        type(new String(body, second, content - second, StandardCharsets.UTF_8)),
        Arrays.copyOfRange(body, content, third - 2));
  }

  private static int afterHead(byte[] body, int from) throws GcsFailure {
    int end = find(body, "\r\n\r\n".getBytes(StandardCharsets.UTF_8), from);
    if (end < 0) {
      throw GcsFailure.invalid("Malformed multipart body.");
    }
    return end + 4;
  }

  private static @Nullable String type(String head) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, "content-type:", 0, 13))
        .map(line -> line.substring(13).strip())
        .findFirst()
        .orElse(null);
  }

  private static int find(byte[] in, byte[] what, int from) {
    for (int i = Math.max(0, from); i <= in.length - what.length; i++) {
      if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    return -1;
  }
}
