// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses written as text, in their one plain spelling. The JDK also takes {@code 127.1} and
 * {@code 2130706433}, and reads {@code 0177.0.0.1} as something else than other software does; here
 * those are no addresses.
 */
final class Literals {
  private Literals() {}

  /** Reads an address; {@code null} when the text is not one in its plain spelling. */
  static byte @Nullable [] address(String text) {
    return text.indexOf(':') >= 0 ? v6(text) : v4(text);
  }

  /**
   * Whether a host name ends in a number, by which browsers take it for an IPv4 address: its last
   * label is all digits, or hexadecimal after {@code 0x}.
   */
  static boolean endsInNumber(String host) {
    int end = host.endsWith(".") ? host.length() - 1 : host.length();
    String last = host.substring(host.lastIndexOf('.', end - 1) + 1, end);
    if (last.startsWith("0x") || last.startsWith("0X")) {
      return true;
    }
    for (int i = 0; i < last.length(); i++) {
      if (last.charAt(i) < '0' || last.charAt(i) > '9') {
        return false;
      }
    }
    return !last.isEmpty();
  }

  private static byte @Nullable [] v4(String text) {
    byte[] address = new byte[4];
    int part = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) != '.') {
        continue;
      }
      int value = octet(text, start, i);
      if (value < 0 || part == 4) {
        return null;
      }
      address[part++] = (byte) value;
      start = i + 1;
    }
    return part == 4 ? address : null;
  }

  private static int octet(String text, int start, int end) {
    int length = end - start;
    if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value > 255 ? -1 : value;
  }

  private static byte @Nullable [] v6(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      if (!fits && c != ':' && c != '.') {
        return null; // A zone, such as %eth0, among others.
      }
    }
    try {
      // With a colon in it the JDK never asks a name server.
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
