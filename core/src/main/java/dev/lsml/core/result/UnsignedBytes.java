// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import java.util.AbstractList;
import java.util.RandomAccess;

/** Bytes as the numbers 0 to 255 that JSON wants, without a boxed object for each. */
final class UnsignedBytes extends AbstractList<Long> implements RandomAccess {
  private final byte[] bytes;

  UnsignedBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public Long get(int index) {
    return (long) (bytes[index] & 0xFF);
  }

  @Override
  public int size() {
    return bytes.length;
  }
}
