// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

/** Reads the runs of brush code (protocol §3.4). Literal words come out as runs of one. */
final class RleReader {
  private final BitReader in;
  private final long length;
  private final int wordBits;
  private final int[] sizes = new int[4];
  private long done;
  private long literals;
  private int word;

  /**
   * Reads the header.
   *
   * @throws IllegalArgumentException when the bytes end before it does
   */
  RleReader(byte[] bytes) {
    in = new BitReader(bytes);
    length = bits(32);
    wordBits = (int) bits(5) + 1;
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = (int) bits(4) + 1;
    }
  }

  /** How many values there are in all. */
  long length() {
    return length;
  }

  /** The value of the run read last, as an unsigned 32-bit number. */
  int word() {
    return word;
  }

  /**
   * Reads on and says how often the next value is repeated; a run that goes beyond the end, as
   * reference decoders accept, is cut. Not to be called once all values are read.
   *
   * @throws IllegalArgumentException when the bytes end too early
   */
  long nextCount() {
    long count = 1;
    if (literals == 0) {
      boolean repeated = bits(1) == 1;
      count = bits(sizes[(int) bits(2)]) + 1;
      literals = repeated ? 0 : count;
    }
    if (literals > 0) {
      literals--;
      count = 1;
    }
    word = (int) bits(wordBits);
    count = Math.min(count, length - done);
    done += count;
    return count;
  }

  private long bits(int count) {
    if (!in.has(count)) {
      throw new IllegalArgumentException(
          "the brush's rle is cut off: it ends after " + done + " of " + length + " values");
    }
    return in.read(count);
  }
}
