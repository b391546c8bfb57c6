// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A network, such as {@code 10.0.0.0/8}. Immutable; the bytes are never handed out.
 *
 * @param text as written
 * @param network 4 or 16 bytes
 * @param prefix how many leading bits count
 */
record Cidr(String text, byte[] network, int prefix) {

  /**
   * Reads a network, or a single address.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static Cidr of(String text) {
    int slash = text.indexOf('/');
    byte[] address = Literals.address(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException("not an address or network: " + text);
    }
    int bits = address.length * 8;
    int prefix = bits;
    if (slash >= 0) {
      try {
        prefix = Integer.parseInt(text.substring(slash + 1));
      } catch (NumberFormatException e) {
        prefix = -1;
      }
    }
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("the network's prefix is not 0 to " + bits + ": " + text);
    }
    return new Cidr(text, address, prefix);
  }

  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = prefix / 8;
    for (int i = 0; i < whole; i++) {
      if (address[i] != network[i]) {
        return false;
      }
    }
    int rest = prefix % 8;
    if (rest == 0) {
      return true;
    }
    int mask = 0xff << (8 - rest);
    return (address[whole] & mask) == (network[whole] & mask);
  }

  /** Makes an address out of bytes of a right length. */
  static InetAddress inet(byte[] address) {
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
    }
  }
}
