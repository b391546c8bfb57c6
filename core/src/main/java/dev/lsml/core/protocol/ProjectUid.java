// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.protocol;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Label Studio's name for a project, {@code "<id>.<created_at in unix seconds>"}, such as {@code
 * 12.1696257600} (protocol §1.1). The second part tells apart two Label Studio servers that both
 * have a project 12. Immutable.
 *
 * @param value the uid as sent; 1 to 100 characters out of {@code A-Z a-z 0-9 . _ -}, not starting
 *     with a dot, so that it is a safe path segment
 */
public record ProjectUid(String value) {
  private static final int MAX_LENGTH = 100;

  /** What stands in for the project where a caller names none, as curl users do. */
  public static final ProjectUid NONE = new ProjectUid("none");

  /**
   * Checks the rule above.
   *
   * @throws IllegalArgumentException when it is broken
   */
  public ProjectUid {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a project uid has 1 to 100 characters out of A-Z a-z 0-9 . _ - and no leading dot: '"
              + value
              + "'");
    }
  }

  /**
   * The uid of a project that is known by its row, as webhooks send it (protocol §2.4).
   *
   * @param createdAt an ISO 8601 time with offset, such as {@code 2024-05-01T10:00:00.123456Z}
   * @throws IllegalArgumentException when that is not a time
   */
  public static ProjectUid of(long id, String createdAt) {
    try {
      return new ProjectUid(id + "." + OffsetDateTime.parse(createdAt).toEpochSecond());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "created_at must be an ISO 8601 time such as 2024-05-01T10:00:00Z, but is " + createdAt,
          e);
    }
  }

  /** The project's id in its Label Studio: the part before the first dot. */
  public String id() {
    int dot = value.indexOf('.');
    return dot < 0 ? value : value.substring(0, dot);
  }

  private static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH || value.charAt(0) == '.') {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letterOrDigit && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  // Written out because every cold start needs them: a record's own load some 35 classes more.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProjectUid uid && uid.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
