// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The number of each word that a model knows: the line it stands in, from 0. {@code <pad>} fills
 * texts that are too short, {@code <unk>} stands for every other word; without an {@code <unk>},
 * other words are left out. Immutable.
 */
final class Vocabulary {
  static final String PAD = "<pad>";
  static final String UNKNOWN = "<unk>";

  private final Map<String, Integer> numbers;

  private Vocabulary(Map<String, Integer> numbers) {
    this.numbers = numbers;
  }

  /**
   * Reads a file in UTF-8, one word a line.
   *
   * @throws ModelException when it is no such file
   */
  static Vocabulary read(Path file) throws ModelException, IOException {
    Map<String, Integer> numbers = new HashMap<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      Integer before = numbers.putIfAbsent(lines.get(i), i);
      if (before != null) {
        throw new ModelException(
            "The vocabulary cannot be used",
            "line " + (before + 1) + " and line " + (i + 1) + " are both '" + lines.get(i) + "'",
            "Write vocabulary.txt anew, each word in the line of its number");
      }
    }
    if (numbers.isEmpty()) {
      throw new ModelException(
          "The vocabulary cannot be used",
          "vocabulary.txt is empty",
          "Write each word that the model knows into the line of its number");
    }
    return new Vocabulary(numbers);
  }

  /** The lines of a file of the model; what may follow the last line break is one if not empty. */
  static List<String> lines(Path file) throws ModelException, IOException {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new ModelException(
          file.getFileName() + " cannot be read",
          "it is not in UTF-8",
          "Write it with encoding=\"utf-8\"",
          e);
    }
    // Not Files.readAllLines: a lone carriage return may be part of a word.
    List<String> lines = Arrays.asList(text.replace("\r\n", "\n").split("\n", -1));
    return lines.get(lines.size() - 1).isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
  }

  int size() {
    return numbers.size();
  }

  boolean canPad() {
    return numbers.containsKey(PAD);
  }

  /**
   * The numbers of a text's words; none when no word is known and there is no {@code <unk>}.
   *
   * @param least where there are fewer, {@code <pad>} fills up, if there is one
   * @param most where there are more, the last are left out
   */
  long[] numbers(String text, int least, int most) {
    List<String> words = BasicEnglish.words(text, most);
    Integer unknown = numbers.get(UNKNOWN);
    long[] found = new long[Math.max(words.size(), least)];
    int count = 0;
    for (String word : words) {
      Integer number = numbers.getOrDefault(word, unknown);
      if (number != null) {
        found[count++] = number;
      }
    }
    Integer pad = numbers.get(PAD);
    if (count > 0 && pad != null) {
      while (count < least) {
        found[count++] = pad;
      }
    }
    return Arrays.copyOf(found, count);
  }
}
