// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is. Immutable.
 *
 * @param server the API's address without a trailing slash
 * @param emulated whether the server stands in for Google's, and gets no credentials
 * @param bucket its name
 * @param prefix what every object's name starts with: empty, or a path that ends in a slash
 */
record GcsLocation(String server, boolean emulated, String bucket, String prefix) {
  private static final String GOOGLE = "https://storage.googleapis.com";
  private static final String EMULATOR = "STORAGE_EMULATOR_HOST";

  /**
   * Reads a {@code gs:} address, and from the environment which server it means.
   *
   * @throws IllegalArgumentException when it is not a bucket with or without a path
   */
  static GcsLocation of(URI location, Map<String, String> environment) {
    String bucket = location.getAuthority();
    if (bucket == null
        || bucket.indexOf('@') >= 0
        || bucket.indexOf(':') >= 0
        || location.getRawQuery() != null
        || location.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "LSML_STORE is '" + location + "'; expected gs://BUCKET or gs://BUCKET/PREFIX");
    }
    String prefix = location.getPath();
    int start = 0;
    int end = prefix.length();
    while (start < end && prefix.charAt(start) == '/') {
      start++;
    }
    while (end > start && prefix.charAt(end - 1) == '/') {
      end--;
    }
    prefix = start == end ? "" : prefix.substring(start, end) + "/";
    String emulator = emulator(environment);
    return new GcsLocation(emulator == null ? GOOGLE : emulator, emulator != null, bucket, prefix);
  }

  private static @Nullable String emulator(Map<String, String> environment) {
    String told = environment.get(EMULATOR);
    if (told == null || told.isBlank()) {
      return null;
    }
    String server = told.strip();
    while (server.endsWith("/")) {
      server = server.substring(0, server.length() - 1);
    }
    return server.contains("://") ? server : "http://" + server;
  }

  /** The address that answers with an object's content. */
  String contentAddress(String key) {
    return server
        + "/storage/v1/b/"
        + encode(bucket)
        + "/o/"
        + encode(prefix)
        + encode(key)
        + "?alt=media";
  }

  /** Percent-encodes all but what RFC 3986 calls unreserved; a slash too, as the API demands. */
  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 32);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || c == '-'
          || c == '.'
          || c == '_'
          || c == '~') {
        encoded.append(c);
      } else {
        encoded
            .append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return encoded.toString();
  }

  @Override
  public String toString() {
    return "gs://" + bucket + "/" + prefix;
  }
}
