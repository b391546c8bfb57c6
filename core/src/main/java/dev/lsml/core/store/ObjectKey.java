// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store;

import java.nio.charset.StandardCharsets;

/**
 * The name of an object within its store: segments joined by {@code /}, such as {@code
 * projects/12.1696257600/head.json}. Immutable.
 *
 * @param value 1 to 1024 UTF-8 bytes (the limit of Google Cloud Storage and S3); no segment is
 *     empty, {@code .} or {@code ..}, and no character is a control character or half of a
 *     surrogate pair
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
    for (int i = 0, c; i < value.length(); i += Character.charCount(c)) {
      c = value.codePointAt(i);
      if (c < 0x20 || c == 0x7f) {
        throw new IllegalArgumentException("an object key may not hold control characters");
      }
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw new IllegalArgumentException(
            "an object key may not hold half of a surrogate pair: it has no UTF-8 form");
      }
    }
    for (String segment : value.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException(
            "an object key may not have empty, '.' or '..' segments: '" + value + "'");
      }
    }
  }

  /**
   * Orders keys by their UTF-8 bytes, as every store lists them. {@link String#compareTo} differs:
   * it puts the surrogates of U+10000 and above before U+E000.
   */
  @Override
  public int compareTo(ObjectKey other) {
    int length = Math.min(value.length(), other.value.length());
    for (int i = 0; i < length; i++) {
      char mine = value.charAt(i);
      char theirs = other.value.charAt(i);
      if (mine != theirs) {
        boolean surrogate = Character.isSurrogate(mine);
        if (surrogate != Character.isSurrogate(theirs)) {
          return surrogate ? 1 : -1;
        }
        return mine - theirs;
      }
    }
    return value.length() - other.value.length();
  }

  @Override
  public String toString() {
    return value;
  }
}
