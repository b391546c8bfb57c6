// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import java.io.ByteArrayOutputStream;

/** Writes numbers of any width up to 32 bits, most significant bit first. */
final class BitWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
  private int octet;
  private int used;

  void write(long value, int bits) {
    for (int bit = bits - 1; bit >= 0; bit--) {
      octet = octet << 1 | (int) (value >>> bit & 1);
      if (++used == 8) {
        out.write(octet);
        octet = 0;
        used = 0;
      }
    }
  }

  /** The bytes, the last one filled up with zeros; one whole zero byte where none was begun. */
  byte[] paddedBytes() {
    out.write(octet << (8 - used));
    return out.toByteArray();
  }
}
