// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

/** Reads numbers of any width up to 32 bits from bytes, most significant bit first. */
final class BitReader {
  private final byte[] bytes;
  private long position;

  BitReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean has(int bits) {
    return position + bits <= bytes.length * 8L;
  }

  /** The next bits as an unsigned number; the caller has made sure that there are as many. */
  long read(int bits) {
    long value = 0;
    int left = bits;
    while (left > 0) {
      int used = (int) (position & 7);
      int take = Math.min(left, 8 - used);
      int octet = bytes[(int) (position >>> 3)] & 0xFF;
      value = value << take | octet >>> (8 - used - take) & ((1 << take) - 1);
      position += take;
      left -= take;
    }
    return value;
  }
}
