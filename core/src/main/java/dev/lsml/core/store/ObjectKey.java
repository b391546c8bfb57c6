// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store;

import java.nio.charset.StandardCharsets;

/**
 * The name of an object within its store: segments joined by {@code /}, such as {@code
 * projects/12.1696257600/head.json}. Immutable.
 *
 * @param value 1 to 1024 UTF-8 bytes (the limit of Google Cloud Storage and S3); no segment is
 *     empty, {@code .} or {@code ..}, and no character is a control character, so that every key is
 *     also a safe relative path
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
  private static final int MAX_BYTES = 1024;

  /**
   * Checks the rules above.
   *
   * @throws IllegalArgumentException with the rule that is broken
   */
  public ObjectKey {
    if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException("an object key may have 1024 bytes, not more: " + value);
    }
    if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new IllegalArgumentException("an object key may not hold control characters");
    }
    for (String segment : value.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException(
            "an object key may not have empty, '.' or '..' segments: '" + value + "'");
      }
    }
  }

  @Override
  public int compareTo(ObjectKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
