// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
  /** Two rows of three pixels; the words are those of the Exif standard for the first pixel. */
  @ParameterizedTest
  @CsvSource({
    "1, 123456", // top left
    "2, 321654", // top right
    "3, 654321", // bottom right
    "4, 456123", // bottom left
    "5, 142536", // left top
    "6, 415263", // right top
    "7, 635241", // right bottom
    "8, 362514", // left bottom
  })
  void pixelsAreTurnedAsTheCameraWasHeld(int exif, String shown) {
    int[] turned = new Orientation(exif).turn(new int[] {1, 2, 3, 4, 5, 6}, 3, 2);

    StringBuilder digits = new StringBuilder();
    for (int pixel : turned) {
      digits.append(pixel);
    }
    assertThat(digits).hasToString(shown);
  }
}
