// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a camera was held, as the Exif data of a JPEG say it. Browsers turn the image accordingly
 * (CSS {@code image-orientation: from-image} is the default), so Label Studio's percentages are of
 * the turned one; ImageIO does not.
 *
 * @param exif 1 to 8, see Exif 2.32, tag 0x0112; 1 is upright
 */
record Orientation(int exif) {
  static final Orientation UPRIGHT = new Orientation(1);

  private static final int TAG = 0x0112;

  /**
   * The orientation of an image file; upright when it says nothing or is no JPEG.
   *
   * @throws IOException when the file cannot be read
   */
  static Orientation of(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        DataInputStream data = new DataInputStream(in)) {
      if (data.readUnsignedShort() != 0xFFD8) {
        return UPRIGHT;
      }
      while (true) {
        int marker = data.readUnsignedShort();
        int length = data.readUnsignedShort() - 2;
        if (marker == 0xFFDA || marker >> 8 != 0xFF || length < 0) {
          return UPRIGHT; // from here on there are pixels
        }
        byte[] segment = new byte[length];
        data.readFully(segment);
        if (marker == 0xFFE1 && length > 14 && segment[0] == 'E' && segment[1] == 'x') {
          return of(ByteBuffer.wrap(segment, 6, length - 6).slice());
        }
      }
    } catch (EOFException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return UPRIGHT; // a damaged header; whether the image can be read shows later
    }
  }

  private static Orientation of(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
        int value = tiff.getShort(entry + 8);
        return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** Whether width and height change places. */
  boolean swapsSides() {
    return exif >= 5;
  }

  /** The pixels as they are shown, row by row. */
  int[] turn(int[] pixels, int width, int height) {
    if (exif == 1) {
      return pixels;
    }
    int[] turned = new int[pixels.length];
    int shownWidth = swapsSides() ? height : width;
    for (int i = 0; i < turned.length; i++) {
      int x = i % shownWidth;
      int y = i / shownWidth;
      int column =
          switch (exif) {
            case 2, 3 -> width - 1 - x;
            case 4 -> x;
            case 5, 6 -> y;
            default -> width - 1 - y;
          };
      int row =
          switch (exif) {
            case 2 -> y;
            case 3, 4 -> height - 1 - y;
            case 5, 8 -> x;
            default -> height - 1 - x;
          };
      turned[i] = pixels[row * width + column];
    }
    return turned;
  }
}
