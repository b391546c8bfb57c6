// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

import dev.lsml.core.protocol.Task;
import dev.lsml.testkit.TestTasks;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;

/** A painted image with noise: a shaded ground with shapes on it. */
final class Scene {
  private final BufferedImage image;

  Scene(int width, int height) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        // Lighter to the right: the ground is no single colour.
        image.setRGB(x, y, new Color(60, 110 + 40 * x / width, 60).getRGB());
      }
    }
  }

  Scene paint(Shape shape, Color colour) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fill(shape);
    graphics.dispose();
    return this;
  }

  Scene noise(int most) {
    Random random = new Random(7);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color colour = new Color(image.getRGB(x, y));
        int by = random.nextInt(2 * most + 1) - most;
        image.setRGB(
            x,
            y,
            new Color(
                    clamp(colour.getRed() + by),
                    clamp(colour.getGreen() + by),
                    clamp(colour.getBlue() + by))
                .getRGB());
      }
    }
    return this;
  }

  private static int clamp(int channel) {
    return Math.max(0, Math.min(255, channel));
  }

  byte[] bytes(String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  /** A task that shows it. */
  Task task(String format) throws IOException {
    return task(bytes(format), format);
  }

  static Task task(byte[] file, String format) {
    String data = Base64.getEncoder().encodeToString(file);
    return TestTasks.task("image", "data:image/" + format + ";base64," + data);
  }
}
