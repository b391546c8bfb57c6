// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

/**
 * One file of a version. Immutable.
 *
 * @param path relative, with {@code /} between names on every system; no name is empty, {@code .}
 *     or {@code ..}, and none holds a backslash, a colon or a control character, so that it stays
 *     below its folder on every system
 * @param size in bytes
 * @param sha256 digest in lower-case hex
 */
public record ManifestFile(String path, long size, String sha256) {
  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException when it breaks a rule above
   */
  public ManifestFile {
    if (!isSafe(path)) {
      throw new IllegalArgumentException(
          "a file of a version needs a plain relative path, but this is '" + path + "'");
    }
  }

  private static boolean isSafe(String path) {
    int start = 0;
    for (int i = 0; i <= path.length(); i++) {
      char c = i == path.length() ? '/' : path.charAt(i);
      if (c < 0x20 || c == 0x7f || c == '\\' || c == ':') {
        return false;
      }
      if (c == '/') {
        String name = path.substring(start, i);
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }
}
