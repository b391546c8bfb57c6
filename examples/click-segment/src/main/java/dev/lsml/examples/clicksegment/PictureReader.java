// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

import dev.lsml.core.result.ImageSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads images of the formats that the JDK knows, JPEG and PNG among them, and makes them small. A
 * large one is never whole in memory; what is transparent becomes white.
 */
final class PictureReader {
  /** A brush for a larger image would be larger than what Label Studio takes. */
  static final long MOST_PIXELS = 50_000_000;

  private PictureReader() {}

  /**
   * Reads a file.
   *
   * @throws IOException when it is no such image or too large; says what to do
   */
  static Picture read(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("The file is no image that Java can read. Use JPEG or PNG.");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return read(reader, Orientation.of(file));
      } catch (javax.imageio.IIOException e) {
        throw new IOException(
            "The image cannot be read: " + e.getMessage() + ". Save it as an RGB JPEG or PNG.", e);
      } finally {
        reader.dispose();
      }
    }
  }

  private static Picture read(ImageReader reader, Orientation orientation) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > MOST_PIXELS) {
      throw new IOException(
          "The image has "
              + (long) width * height
              + " pixels, and the limit is "
              + MOST_PIXELS
              + ". Import smaller images.");
    }
    ImageReadParam param = reader.getDefaultReadParam();
    // Every second pixel at most is left out; the rest of the way down is averaged.
    int every = Math.max(1, Math.max(width, height) / (2 * Picture.LONGEST_SIDE));
    param.setSourceSubsampling(every, every, 0, 0);
    BufferedImage image = reader.read(0, param);
    double scale =
        Math.min(1, (double) Picture.LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight()));
    int w = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int h = Math.max(1, (int) Math.round(image.getHeight() * scale));
    int[] rgb = averaged(image, w, h);
    return orientation.swapsSides()
        ? new Picture(new ImageSize(height, width), h, w, orientation.turn(rgb, w, h))
        : new Picture(new ImageSize(width, height), w, h, orientation.turn(rgb, w, h));
  }

  /** Each pixel of the result is the mean of those that it stands for. */
  private static int[] averaged(BufferedImage image, int width, int height) {
    int[] small = new int[width * height];
    for (int y = 0; y < height; y++) {
      int top = (int) ((long) y * image.getHeight() / height);
      int rows = Math.max(1, (int) ((y + 1L) * image.getHeight() / height) - top);
      int[] band = image.getRGB(0, top, image.getWidth(), rows, null, 0, image.getWidth());
      for (int x = 0; x < width; x++) {
        int left = (int) ((long) x * image.getWidth() / width);
        int right = Math.max(left + 1, (int) ((x + 1L) * image.getWidth() / width));
        small[y * width + x] = mean(band, image.getWidth(), left, right, rows);
      }
    }
    return small;
  }

  private static int mean(int[] band, int stride, int left, int right, int rows) {
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int row = 0; row < rows; row++) {
      for (int x = left; x < right; x++) {
        int argb = band[row * stride + x];
        int alpha = argb >>> 24;
        red += onWhite(argb >> 16 & 0xFF, alpha);
        green += onWhite(argb >> 8 & 0xFF, alpha);
        blue += onWhite(argb & 0xFF, alpha);
      }
    }
    int count = rows * (right - left);
    return red / count << 16 | green / count << 8 | blue / count;
  }

  private static int onWhite(int channel, int alpha) {
    return (channel * alpha + 255 * (255 - alpha)) / 255;
  }
}
