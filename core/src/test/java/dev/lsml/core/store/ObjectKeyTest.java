// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectKeyTest {
  @Test
  void keysAreOrderedByTheirUtf8Bytes() {
    List<String> values =
        List.of(
            "a",
            "a/b",
            "a b",
            "a0",
            "A",
            "ab",
            "é",
            "\uD7FF",
            "\uE000",
            "\uFFFD",
            "\uD83D\uDE00",
            "\uD83D\uDE01",
            "x\uD83D\uDE00",
            "x\uFF5E",
            "日本",
            "~");
    for (String left : values) {
      for (String right : values) {
        int expected =
            Arrays.compareUnsigned(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
        assertThat(Integer.signum(new ObjectKey(left).compareTo(new ObjectKey(right))))
            .as("'%s' against '%s'", left, right)
            .isEqualTo(Integer.signum(expected));
      }
    }
  }

  @Test
  void aKeyMayHave1024BytesAndNoMore() {
    String longest = "ü".repeat(512);
    assertThat(new ObjectKey(longest).value()).isEqualTo(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectKey(longest + "x"))
        .withMessageContaining("an object key may have 1024 bytes, not more");
  }

  @Test
  void emptyAndDotSegmentsAreRefused() {
    for (String value : List.of("", "/", "/a", "a/", "a//b", ".", "..", "a/./b", "a/..")) {
      assertThatIllegalArgumentException()
          .as("'%s'", value)
          .isThrownBy(() -> new ObjectKey(value))
          .withMessage("an object key may not have empty, '.' or '..' segments: '" + value + "'");
    }
  }

  @Test
  void controlCharactersAndHalfSurrogatesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectKey("a\nb"))
        .withMessage("an object key may not hold control characters");
    for (String half : List.of("\uD83D", "a\uDE00b", "\uDE00\uD83D")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ObjectKey(half))
          .withMessageContaining("half of a surrogate pair");
    }
  }
}
