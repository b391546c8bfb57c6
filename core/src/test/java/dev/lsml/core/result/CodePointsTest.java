// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CodePointsTest {
  private static final String TEXT = "a😀b\r\né👍🏽";

  @Test
  void anEmojiCountsOnce() {
    assertThat(CodePoints.offset(TEXT, 0)).isZero();
    assertThat(CodePoints.offset(TEXT, 1)).isEqualTo(1);
    assertThat(CodePoints.offset(TEXT, 3)).isEqualTo(2);
    assertThat(CodePoints.offset(TEXT, 4)).isEqualTo(3);
    assertThat(CodePoints.index(TEXT, 2)).isEqualTo(3);
  }

  @Test
  void aLineEndOfTwoCharactersCountsTwice() {
    assertThat(CodePoints.offset(TEXT, 6)).isEqualTo(5);
  }

  @Test
  void theEndOfTheTextIsAnOffset() {
    assertThat(CodePoints.offset(TEXT, TEXT.length())).isEqualTo(8);
    assertThat(CodePoints.index(TEXT, 8)).isEqualTo(TEXT.length());
  }

  @Test
  void bothDirectionsAgreeEverywhere() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.appendCodePoint(random.nextBoolean() ? 'x' : 0x1F600 + random.nextInt(40));
      }
      String s = text.toString();
      int count = s.codePointCount(0, s.length());
      for (int offset = 0; offset <= count; offset++) {
        assertThat(CodePoints.offset(s, CodePoints.index(s, offset))).isEqualTo(offset);
      }
    }
  }

  @Test
  void aPlaceOutsideOfTheTextIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodePoints.offset("abc", 4))
        .withMessage("index 4 is outside of the text, which has 3 chars");
    assertThatIllegalArgumentException().isThrownBy(() -> CodePoints.offset("abc", -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodePoints.index("a😀", 3))
        .withMessage("offset 3 is outside of the text, which has 2 code points");
    assertThatIllegalArgumentException().isThrownBy(() -> CodePoints.index("abc", -1));
  }

  @Test
  void aPlaceInsideACharacterIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodePoints.offset("a😀b", 2))
        .withMessage("index 2 is inside a character that takes two chars. Move it by one.");
  }
}
