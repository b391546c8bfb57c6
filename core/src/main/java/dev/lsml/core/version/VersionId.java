// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

/**
 * Names one trained version of a project, and the run that made it, so that a run which is tried
 * again never meets the files of the try before. Written {@code 000003-7f3a}: the number in six
 * digits, so that the order of the texts is the order of the versions. Immutable.
 *
 * @param number 1 to 999,999; published numbers have no gap
 * @param runId 1 to 64 characters out of {@code A-Z a-z 0-9 _ -}
 */
public record VersionId(int number, String runId) {
  private static final int DIGITS = 6;
  private static final int MAX_RUN_ID = 64;

  /**
   * Checks the rules above.
   *
   * @throws IllegalArgumentException with the rule that is broken
   */
  public VersionId {
    if (number < 1 || number > 999_999) {
      throw new IllegalArgumentException("a version number is 1 to 999999, not " + number);
    }
    if (!isRunId(runId)) {
      throw new IllegalArgumentException(
          "a run id has 1 to 64 characters out of A-Z a-z 0-9 _ -: '" + runId + "'");
    }
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public static VersionId parse(String text) {
    if (text.length() > DIGITS && text.charAt(DIGITS) == '-') {
      int number = 0;
      for (int i = 0; i < DIGITS && number >= 0; i++) {
        char c = text.charAt(i);
        number = c < '0' || c > '9' ? -1 : number * 10 + (c - '0');
      }
      if (number > 0) {
        return new VersionId(number, text.substring(DIGITS + 1));
      }
    }
    throw new IllegalArgumentException(
        "a version is written like 000003-7f3a, not like '" + text + "'");
  }

  private static boolean isRunId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit =
          (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letterOrDigit && c != '_' && c != '-') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_RUN_ID;
  }

  @Override
  public String toString() {
    String digits = Integer.toString(number);
    return "0".repeat(DIGITS - digits.length()) + digits + "-" + runId;
  }
}
