// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GeometryTest {
  private final ImageSize size = new ImageSize(200, 50);

  @Test
  void pixelsBecomePercentOfTheirOwnSide() {
    assertThat(size.box(20, 10, 100, 25)).isEqualTo(new Box(10, 20, 50, 50));
    assertThat(size.point(50, 50)).isEqualTo(new Point(25, 100));
  }

  @Test
  void percentBecomesPixels() {
    assertThat(size.pixelsX(10)).isEqualTo(20);
    assertThat(size.pixelsY(10)).isEqualTo(5);
  }

  @Test
  void aBoxIsCutAtTheEdges() {
    assertThat(size.box(-20, -10, 60, 20)).isEqualTo(new Box(0, 0, 20, 20));
    assertThat(size.box(180, 40, 100, 100)).isEqualTo(new Box(90, 80, 10, 20));
    assertThat(Box.clamped(-5, 95, 10, 10)).isEqualTo(new Box(0, 95, 5, 5));
  }

  @Test
  void aBoxOutsideOfTheImageHasNoArea() {
    assertThat(size.box(300, 0, 10, 10).isEmpty()).isTrue();
    assertThat(size.box(-30, 0, 10, 10).isEmpty()).isTrue();
    assertThat(size.box(10, 10, 0, 10).isEmpty()).isTrue();
    assertThat(size.box(10, 10, -5, 10).isEmpty()).isTrue();
    assertThat(Box.clamped(120, 0, 10, 10).isEmpty()).isTrue();
    assertThat(size.box(10, 10, 1, 1).isEmpty()).isFalse();
  }

  @Test
  void everyPixelBoxBecomesAValidOne() {
    Random random = new Random(11);
    for (int round = 0; round < 2000; round++) {
      Box box =
          size.box(
              random.nextGaussian() * 200,
              random.nextGaussian() * 50,
              random.nextGaussian() * 200,
              random.nextGaussian() * 50);
      assertThat(box.x() + box.width()).isBetween(0.0, 100.0 + 1e-9);
      assertThat(box.y() + box.height()).isBetween(0.0, 100.0 + 1e-9);
    }
  }

  @Test
  void pixelsAndPercentAreInverse() {
    assertThat(size.pixelsX(size.percentX(37.5))).isCloseTo(37.5, within(1e-9));
  }

  @Test
  void percentBeyondTheImageIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Box(120, 0, 10, 10))
        .withMessage(
            "x is in percent of the image and must be from 0 to 100, but is 120.0."
                + " ImageSize turns pixels into percent and clamps them.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Point(0, Double.NaN))
        .withMessageStartingWith("y is in percent");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Box(0, 0, 1, 1, Double.POSITIVE_INFINITY))
        .withMessage("rotation must be a finite number, but is Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> size.point(Double.NaN, 0))
        .withMessage("a coordinate must be a number, but is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageSize(0, 5))
        .withMessage("an image has at least one pixel, but this is 0 by 5");
  }
}
