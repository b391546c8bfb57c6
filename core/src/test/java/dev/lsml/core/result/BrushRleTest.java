// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrushRleTest {

  @ParameterizedTest(name = "a mask of {0} by {1} pixels: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 1 | 255 | 0,0,0,4,57,27,252,127,224",
        "2 | 2 | 255,0,0,255 | 0,0,0,16,57,27,252,127,243,128,71,254",
        "4 | 1 | 0,0,0,0 | 0,0,0,16,57,27,253,240,0",
        "3 | 3 | 0,255,0,255,255,255,0,255,0"
            + " | 0,0,0,36,57,27,252,96,17,255,198,1,111,254,48,8,255,227,0,0",
        "10 | 10 | all 255 | 0,0,1,144,57,27,255,1,143,255,0",
        "300 | 300 | all 0 | 0,5,126,64,57,27,255,255,255,0,255,255,224,31,255,252,3,255,255,128,"
            + "127,255,240,14,252,126,0",
      })
  void theVectorsOfTheProtocolAreWrittenAndRead(int width, int height, String mask, String rle) {
    ImageSize size = new ImageSize(width, height);
    byte[] pixels = new byte[width * height];
    if (mask.startsWith("all ")) {
      Arrays.fill(pixels, (byte) Integer.parseInt(mask.substring(4)));
    } else {
      pixels = bytes(mask);
    }

    assertThat(BrushRle.encodeMask(pixels, size)).isEqualTo(bytes(rle));

    byte[] decoded = BrushRle.decodeMask(numbers(bytes(rle)), size);
    for (int i = 0; i < pixels.length; i++) {
      assertThat(decoded[i]).isEqualTo((byte) (pixels[i] == 0 ? 0 : 1));
    }
  }

  @Test
  void rawValuesAreWrittenAndReadAsTheyAre() {
    byte[] rle = bytes("0,0,0,3,57,27,252,32,224,4,128");

    assertThat(BrushRle.encode(new byte[] {7, 7, 9})).isEqualTo(rle);
    assertThat(BrushRle.decode(numbers(rle), 3)).containsExactly(7, 7, 9);
  }

  @Test
  void literalWordsAreRead() {
    BitWriter out = header(5, 8);
    out.write(0, 1);
    out.write(0, 2);
    out.write(4, 3);
    for (int word : new int[] {1, 200, 3, 255, 0}) {
      out.write(word, 8);
    }

    assertThat(BrushRle.decode(numbers(out.paddedBytes()), 5)).containsExactly(1, 200, 3, 255, 0);
  }

  @Test
  void otherWordAndRunSizesAreRead() {
    for (int wordBits : new int[] {1, 2, 7, 12, 16, 31, 32}) {
      int big = (int) ((1L << wordBits) - 1);
      BitWriter out = header(1003, wordBits);
      out.write(1, 1);
      out.write(3, 2);
      out.write(999, 16);
      out.write(big & 0xFFFFFFFFL, wordBits);
      out.write(0, 1);
      out.write(1, 2);
      out.write(2, 4);
      out.write(1, wordBits);
      out.write(0, wordBits);
      out.write(1, wordBits);

      int[] values = BrushRle.decode(numbers(out.paddedBytes()), 2000);

      assertThat(values).hasSize(1003).endsWith(big, 1, 0, 1);
      assertThat(values[0]).isEqualTo(big);
    }
  }

  @Test
  void onlyAlphaCountsInAMask() {
    // A coloured stroke as the editor makes it: one red opaque pixel, then a transparent white one.
    byte[] rle = BrushRle.encode(new byte[] {-1, 0, 0, -1, -1, -1, -1, 0});

    assertThat(BrushRle.decodeMask(numbers(rle), new ImageSize(2, 1)))
        .containsExactly((byte) 1, (byte) 0);
  }

  @Test
  void everyMaskSurvivesARoundTrip() {
    Random random = new Random(20240501);
    for (int round = 0; round < 500; round++) {
      ImageSize size = new ImageSize(1 + random.nextInt(70), 1 + random.nextInt(70));
      byte[] mask = new byte[size.width() * size.height()];
      int longest = 1 + random.nextInt(300);
      for (int at = 0; at < mask.length; ) {
        int end = Math.min(mask.length, at + 1 + random.nextInt(longest));
        Arrays.fill(mask, at, end, (byte) random.nextInt(2));
        at = end;
      }

      byte[] decoded =
          BrushRle.decodeMask(new UnsignedBytes(BrushRle.encodeMask(mask, size)), size);

      assertThat(decoded).as("round %d", round).isEqualTo(mask);
    }
  }

  @Test
  void allValuesSurviveARoundTrip() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      byte[] values = new byte[1 + random.nextInt(3000)];
      if (round % 3 == 0) {
        random.nextBytes(values);
      } else {
        for (int i = 1; i < values.length; i++) {
          values[i] = random.nextInt(20) == 0 ? (byte) random.nextInt() : values[i - 1];
        }
      }

      int[] decoded = BrushRle.decode(numbers(BrushRle.encode(values)), values.length);

      for (int i = 0; i < values.length; i++) {
        assertThat(decoded[i]).isEqualTo(values[i] & 0xFF);
      }
    }
  }

  @Test
  void aRunThatGoesBeyondTheEndIsCut() {
    BitWriter out = header(4, 8);
    out.write(1, 1);
    out.write(0, 2);
    out.write(7, 3);
    out.write(255, 8);

    assertThat(BrushRle.decode(numbers(out.paddedBytes()), 4)).containsExactly(255, 255, 255, 255);
    assertThat(BrushRle.decodeMask(numbers(out.paddedBytes()), new ImageSize(1, 1)))
        .containsExactly((byte) 1);
  }

  @Test
  void codeThatIsCutOffIsRefused() {
    List<Long> whole = numbers(BrushRle.encode(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    for (int length = 0; length < whole.size() - 1; length++) {
      List<Long> cut = whole.subList(0, length);
      assertThatIllegalArgumentException()
          .as("first %d bytes", length)
          .isThrownBy(() -> BrushRle.decode(cut, 8))
          .withMessageStartingWith("the brush's rle is cut off: it ends after ");
    }
  }

  @Test
  void aClaimedLengthCannotExhaustTheMemory() {
    List<Long> huge = numbers(bytes("255,255,255,255,57,27,255,255,255,0"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrushRle.decode(huge, 1000))
        .withMessage("the brush has 4294967295 values and the limit is 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrushRle.decodeMask(huge, new ImageSize(2, 2)))
        .withMessage("the brush has 4294967295 values, but an image of 2 by 2 has 16");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrushRle.decodeMask(huge, new ImageSize(40_000, 40_000)))
        .withMessage("the image is too large to decode a brush for: the limit is 67108864 pixels");
  }

  @Test
  void itemsThatAreNoBytesAreRefused() {
    for (Object bad : Arrays.asList(256L, -1L, 0.5, "1", null, Double.NaN)) {
      List<Object> rle = new ArrayList<>(Collections.nCopies(9, 0L));
      rle.set(3, bad);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BrushRle.decode(rle, 8))
          .withMessage(
              "item 3 of a brush's rle must be a whole number from 0 to 255, but is " + bad);
    }
  }

  @Test
  void noiseEndsInValuesOrInAnError() {
    Random random = new Random(99);
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] noise = new byte[random.nextInt(60)];
      random.nextBytes(noise);
      if (noise.length > 4 && random.nextBoolean()) {
        Arrays.fill(noise, 0, 2, (byte) 0);
      }
      try {
        assertThat(BrushRle.decode(numbers(noise), 1 << 20)).hasSizeLessThanOrEqualTo(1 << 20);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("the brush('s rle is cut off| has \\d+ values).*");
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 4999);
  }

  @Test
  void aMaskOfAnotherSizeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrushRle.encodeMask(new byte[5], new ImageSize(2, 3)))
        .withMessage("a mask of 2 by 3 pixels has 6 bytes, but this has 5");
  }

  private static BitWriter header(int values, int wordBits) {
    BitWriter out = new BitWriter();
    out.write(values, 32);
    out.write(wordBits - 1, 5);
    for (int size : new int[] {3, 4, 8, 16}) {
      out.write(size - 1, 4);
    }
    return out;
  }

  private static byte[] bytes(String list) {
    String[] items = list.split(",", -1);
    byte[] bytes = new byte[items.length];
    for (int i = 0; i < items.length; i++) {
      bytes[i] = (byte) Integer.parseInt(items[i].strip());
    }
    return bytes;
  }

  private static List<Long> numbers(byte[] bytes) {
    List<Long> numbers = new ArrayList<>();
    for (byte b : bytes) {
      numbers.add((long) (b & 0xFF));
    }
    return numbers;
  }
}
