// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
  @TempDir Path folder;

  @Test
  void aWordHasTheNumberOfItsLineAndShortTextsArePadded() throws Exception {
    Vocabulary vocabulary = read("<unk>\n<pad>\nthe\nfilm\n");

    assertThat(vocabulary.size()).isEqualTo(4);
    assertThat(vocabulary.numbers("The best film", 1, 9)).containsExactly(2, 0, 3);
    assertThat(vocabulary.numbers("Film", 3, 9)).containsExactly(3, 1, 1);
    assertThat(vocabulary.numbers("the film the film", 1, 3)).containsExactly(2, 3, 2);
  }

  @Test
  void withoutUnkOtherWordsAreLeftOut() throws Exception {
    Vocabulary vocabulary = read("the\r\n\r\nfilm");

    assertThat(vocabulary.numbers("The best film", 1, 9)).containsExactly(0, 2);
    assertThat(vocabulary.numbers("best", 3, 9)).isEmpty();
    assertThat(vocabulary.canPad()).isFalse();
  }

  @Test
  void aWordInTwoLinesIsRefused() {
    assertThatThrownBy(() -> read("a\nb\na\n"))
        .hasMessage(
            "The vocabulary cannot be used: line 1 and line 3 are both 'a'. Write vocabulary.txt"
                + " anew, each word in the line of its number.");
  }

  @Test
  void anEmptyFileAndOneOfAnotherEncodingAreRefused() throws Exception {
    assertThatThrownBy(() -> read("")).hasMessageContaining("vocabulary.txt is empty");
    Path file = folder.resolve("latin.txt");
    Files.write(file, "für".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Vocabulary.read(file))
        .hasMessage(
            "latin.txt cannot be read: it is not in UTF-8. Write it with encoding=\"utf-8\".");
  }

  private Vocabulary read(String text) throws Exception {
    Path file = folder.resolve("vocabulary.txt");
    Files.writeString(file, text);
    return Vocabulary.read(file);
  }
}
