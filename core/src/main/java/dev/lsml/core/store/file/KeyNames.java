// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns one segment of a key into a name of a file or folder, and back. Different segments get
 * different names on every file system, also where case does not count, where Unicode is
 * normalized, and on Windows. Ordinary segments stay as they are:
 *
 * <ul>
 *   <li>{@code a-z 0-9 - _ + = @ ,} and inner dots are kept; every other byte of the UTF-8 form is
 *       {@code %XX}. So is a first or last dot, and the first letter of names such as {@code con},
 *       which are devices on Windows.
 *   <li>Where a file and a folder could meet, because {@code a} and {@code a/b} are both keys, the
 *       more ordinary one keeps the name: with an extension ({@code head.json}) it is the file,
 *       else ({@code projects}, {@code 12.1696257600}) the folder. The other one gets {@code %} at
 *       its end.
 * </ul>
 */
final class KeyNames {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private KeyNames() {}

  /** The name of the segment's file. */
  static String file(String segment) {
    return hasExtension(segment) ? escape(segment) : escape(segment) + "%";
  }

  /** The name of the segment's folder. */
  static String folder(String segment) {
    return hasExtension(segment) ? escape(segment) + "%" : escape(segment);
  }

  /** The segment that has this file name; {@code null} when none has. */
  static @Nullable String segmentOfFile(String name) {
    String segment = unescape(name);
    return segment != null && file(segment).equals(name) ? segment : null;
  }

  /** The segment that has this folder name; {@code null} when none has. */
  static @Nullable String segmentOfFolder(String name) {
    String segment = unescape(name);
    return segment != null && folder(segment).equals(name) ? segment : null;
  }

  /** Whether there is a letter behind the last dot, and then only letters and digits. */
  private static boolean hasExtension(String segment) {
    int dot = segment.lastIndexOf('.');
    if (dot < 1 || dot == segment.length() - 1 || isDigit(segment.charAt(dot + 1))) {
      return false;
    }
    for (int i = dot + 1; i < segment.length(); i++) {
      if (!isLetter(segment.charAt(i)) && !isDigit(segment.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static String escape(String segment) {
    byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
    StringBuilder name = new StringBuilder(bytes.length + 8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean edge = i == 0 || i == bytes.length - 1;
      if ((isPlain(c) && !(i == 0 && isDevice(segment))) || (c == '.' && !edge)) {
        name.append(c);
      } else {
        name.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      }
    }
    return name.toString();
  }

  private static @Nullable String unescape(String name) {
    int end = name.endsWith("%") ? name.length() - 1 : name.length();
    byte[] bytes = new byte[end];
    int length = 0;
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      if (c == '%') {
        if (i + 2 >= end) {
          return null;
        }
        int high = Character.digit(name.charAt(++i), 16);
        int low = Character.digit(name.charAt(++i), 16);
        if (high < 0 || low < 0) {
          return null;
        }
        bytes[length++] = (byte) (high << 4 | low);
      } else if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else {
        return null;
      }
    }
    return length == 0 ? null : new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isPlain(char c) {
    return isLetter(c)
        || isDigit(c)
        || c == '-'
        || c == '_'
        || c == '+'
        || c == '='
        || c == '@'
        || c == ',';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /**
   * The reserved names of Windows, with any extension (learn.microsoft.com, "Naming Files, Paths,
   * and Namespaces"). Those with capitals or superscript digits are escaped anyway.
   */
  private static boolean isDevice(String segment) {
    int dot = segment.indexOf('.');
    String name = dot < 0 ? segment : segment.substring(0, dot);
    return switch (name.length()) {
      case 3 ->
          name.equals("con") || name.equals("prn") || name.equals("aux") || name.equals("nul");
      case 4 -> (name.startsWith("com") || name.startsWith("lpt")) && isDigit(name.charAt(3));
      default -> false;
    };
  }
}
