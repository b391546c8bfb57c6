// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.store;

import dev.lsml.aws.auth.AwsEnvironment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is. Immutable.
 *
 * @param endpoint the address of a server that stands in for S3, without a trailing slash; {@code
 *     null} for S3
 * @param region such as {@code us-east-1}
 * @param bucket its name
 * @param prefix what every object's name starts with: empty, or a path that ends in a slash
 */
record S3Location(@Nullable String endpoint, String region, String bucket, String prefix) {
  /**
   * Reads an {@code s3:} address, and from the environment which server it means.
   *
   * @throws IllegalArgumentException when it is not a bucket with or without a path
   */
  static S3Location of(URI location, Map<String, String> environment) {
    String bucket = location.getAuthority();
    if (bucket == null
        || bucket.indexOf('@') >= 0
        || bucket.indexOf(':') >= 0
        || location.getRawQuery() != null
        || location.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "LSML_STORE is '" + location + "'; expected s3://BUCKET or s3://BUCKET/PREFIX");
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
    return new S3Location(
        AwsEnvironment.endpoint(environment, "S3"),
        AwsEnvironment.region(environment),
        bucket,
        start == end ? "" : prefix.substring(start, end) + "/");
  }

  /**
   * Whether the bucket is part of the path: as stand-ins need it, and as a name with dots does,
   * which no certificate of S3's covers.
   */
  boolean pathStyle() {
    return endpoint != null || bucket.indexOf('.') >= 0;
  }

  /** The address of an object. */
  URI address(String key) {
    String domain = "s3." + region + "." + AwsEnvironment.domain(region);
    String root =
        !pathStyle()
            ? "https://" + bucket + "." + domain + "/"
            : (endpoint == null ? "https://" + domain : endpoint) + "/" + bucket + "/";
    return URI.create(root + encode(prefix) + encode(key));
  }

  /** Percent-encodes all but slashes and what RFC 3986 calls unreserved, as signatures demand. */
  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 32);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || c == '/'
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
    return "s3://" + bucket + "/" + prefix;
  }
}
