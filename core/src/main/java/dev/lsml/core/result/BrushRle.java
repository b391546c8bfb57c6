// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import java.util.List;

/**
 * The run-length code of brush regions (protocol §3.4): four values per pixel, red, green, blue and
 * alpha, row by row, of which Label Studio's own encoder writes four equal ones and its decoder
 * looks at alpha alone. Thread-safe: no state.
 */
public final class BrushRle {
  /** The largest mask that is decoded; a few bytes of code can claim any size. */
  static final int MAX_PIXELS = 1 << 26;

  private static final int CHANNELS = 4;
  private static final int ALPHA = 3;
  private static final int WORD_BITS = 8;
  private static final int[] SIZES = {3, 4, 8, 16};

  private BrushRle() {}

  /**
   * Encodes a mask.
   *
   * @param mask one byte per pixel, row by row; any other than 0 counts as set
   * @throws IllegalArgumentException when the mask is not of that size
   */
  public static byte[] encodeMask(byte[] mask, ImageSize size) {
    if (mask.length != pixels(size)) {
      throw new IllegalArgumentException(
          "a mask of "
              + size.width()
              + " by "
              + size.height()
              + " pixels has "
              + pixels(size)
              + " bytes, but this has "
              + mask.length);
    }
    BitWriter out = header((long) mask.length * CHANNELS);
    for (int start = 0, end; start < mask.length; start = end) {
      boolean set = mask[start] != 0;
      end = start + 1;
      while (end < mask.length && (mask[end] != 0) == set) {
        end++;
      }
      run(out, (long) (end - start) * CHANNELS, set ? 0xFF : 0);
    }
    return out.paddedBytes();
  }

  /** Encodes values of 0 to 255, given as bytes, as they are. */
  public static byte[] encode(byte[] values) {
    BitWriter out = header(values.length);
    for (int start = 0, end; start < values.length; start = end) {
      end = start + 1;
      while (end < values.length && values[end] == values[start]) {
        end++;
      }
      run(out, end - start, values[start] & 0xFF);
    }
    return out.paddedBytes();
  }

  private static BitWriter header(long values) {
    BitWriter out = new BitWriter();
    out.write(values, 32);
    out.write(WORD_BITS - 1, 5);
    for (int size : SIZES) {
      out.write(size - 1, 4);
    }
    return out;
  }

  private static void run(BitWriter out, long length, int word) {
    long left = length;
    while (left > 0) {
      long count = Math.min(left, 1L << SIZES[3]);
      int index = 0;
      while (count > 1L << SIZES[index]) {
        index++;
      }
      out.write(length == 1 ? 0 : 1, 1);
      out.write(index, 2);
      out.write(count - 1, SIZES[index]);
      out.write(word, WORD_BITS);
      left -= count;
    }
  }

  /**
   * Decodes a mask, of whatever origin.
   *
   * @param rle the {@code rle} of a region's value: numbers from 0 to 255
   * @param size the region's {@code original_width} and {@code original_height}
   * @return one byte per pixel, row by row: 1 where alpha is above 0, else 0
   * @throws IllegalArgumentException when it is malformed, cut off, or not of that size
   */
  public static byte[] decodeMask(List<?> rle, ImageSize size) {
    if (pixels(size) > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "the image is too large to decode a brush for: the limit is " + MAX_PIXELS + " pixels");
    }
    int pixels = (int) pixels(size);
    RleReader in = new RleReader(bytes(rle));
    if (in.length() != (long) pixels * CHANNELS) {
      throw new IllegalArgumentException(
          "the brush has "
              + in.length()
              + " values, but an image of "
              + size.width()
              + " by "
              + size.height()
              + " has "
              + (long) pixels * CHANNELS);
    }
    byte[] mask = new byte[pixels];
    for (long at = 0; at < in.length(); ) {
      long count = in.nextCount();
      if (in.word() != 0) {
        // Of the pixel that the run starts in, alpha is still to come: it is the last channel.
        for (long p = at / CHANNELS; p * CHANNELS + ALPHA < at + count; p++) {
          mask[(int) p] = 1;
        }
      }
      at += count;
    }
    return mask;
  }

  /**
   * Decodes all values.
   *
   * @param rle numbers from 0 to 255
   * @param maxValues how many values are accepted at most
   * @return the values as unsigned 32-bit numbers
   * @throws IllegalArgumentException when it is malformed, cut off, or longer than that
   */
  public static int[] decode(List<?> rle, int maxValues) {
    RleReader in = new RleReader(bytes(rle));
    if (in.length() > maxValues) {
      throw new IllegalArgumentException(
          "the brush has " + in.length() + " values and the limit is " + maxValues);
    }
    int[] values = new int[(int) in.length()];
    for (int at = 0; at < values.length; ) {
      int count = (int) in.nextCount();
      java.util.Arrays.fill(values, at, at + count, in.word());
      at += count;
    }
    return values;
  }

  private static long pixels(ImageSize size) {
    return (long) size.width() * size.height();
  }

  private static byte[] bytes(List<?> rle) {
    byte[] bytes = new byte[rle.size()];
    int at = 0;
    for (Object item : rle) {
      if (!(item instanceof Number number) || number.doubleValue() != (number.intValue() & 0xFF)) {
        throw new IllegalArgumentException(
            "item "
                + at
                + " of a brush's rle must be a whole number from 0 to 255, but is "
                + item);
      }
      bytes[at++] = (byte) number.intValue();
    }
    return bytes;
  }
}
