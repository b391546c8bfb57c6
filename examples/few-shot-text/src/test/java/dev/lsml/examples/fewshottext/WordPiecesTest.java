// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordPiecesTest {
  private static WordPieces pieces;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in =
        WordPieces.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
      pieces = WordPieces.read(in);
    }
  }

  static List<String> reference() throws IOException {
    try (InputStream in = WordPiecesTest.class.getResourceAsStream("word-pieces.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("# "))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("reference")
  void piecesAreThoseOfTheTokenizerThatTheModelWasTrainedWith(String line) {
    int bar = line.lastIndexOf(" | ");
    String text = unescaped(line.substring(0, bar));

    String ids =
        Arrays.stream(pieces.of(text, 256))
            .mapToObj(Long::toString)
            .collect(Collectors.joining(" "));

    assertThat(ids).isEqualTo(line.substring(bar + 3));
  }

  @Test
  void aLongTextIsCutAndStillEndsAsTheModelExpects() {
    assertThat(pieces.of("hello ".repeat(1_000), 256)).hasSize(256).endsWith(102).startsWith(101);
    assertThat(pieces.of("x".repeat(1_000_000), 256)).containsExactly(101, 100, 102);
    assertThat(pieces.of("unaffable embeddings", 4)).containsExactly(101, 14477, 20961, 102);
    assertThat(pieces.of("hello", 2)).containsExactly(101, 102);
  }

  @Test
  void halvesOfSurrogatePairsDoNoHarm() {
    assertThat(pieces.of("a \ud83d b \ude00", 256)).containsExactly(101, 1037, 1038, 102);
  }

  @Test
  void aVocabularyWithoutItsSpecialPiecesIsRefused() {
    assertThatThrownBy(() -> new WordPieces(Map.of("[UNK]", 1)))
        .hasMessage("the vocabulary has no [CLS]");
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\u", i)) {
        plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        plain.append(text.charAt(i));
      }
    }
    return plain.toString();
  }
}
