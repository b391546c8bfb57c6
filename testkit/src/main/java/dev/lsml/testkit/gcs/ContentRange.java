// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import org.jspecify.annotations.Nullable;

/**
 * The {@code Content-Range} of a piece of an upload, such as {@code bytes 0-99/*}.
 *
 * @param first where the body belongs; {@code null} when the request has no content and only asks
 * @param total the object's length; {@code null} while it is not known
 */
record ContentRange(@Nullable Long first, @Nullable Long total) {

  /**
   * Reads the header.
   *
   * @param text {@code null} for a body that is the whole object
   * @param length the body's
   */
  static ContentRange parse(@Nullable String text, int length) throws GcsFailure {
    if (text == null) {
      return new ContentRange(0L, (long) length);
    }
    int slash = text.indexOf('/');
    if (!text.startsWith("bytes ") || slash < 0) {
      throw GcsFailure.invalid("Failed to parse Content-Range header: " + text);
    }
    try {
      String range = text.substring("bytes ".length(), slash);
      String total = text.substring(slash + 1);
      return new ContentRange(
          range.equals("*") ? null : Long.valueOf(range.substring(0, range.indexOf('-'))),
          total.equals("*") ? null : Long.valueOf(total));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw GcsFailure.invalid("Failed to parse Content-Range header: " + text);
    }
  }
}
