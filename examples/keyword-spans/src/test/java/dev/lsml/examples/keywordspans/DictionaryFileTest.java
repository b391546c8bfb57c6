// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.keywordspans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DictionaryFileTest {
  @TempDir Path folder;

  @Test
  void aDictionaryIsWrittenForPeopleAndReadBack() throws Exception {
    Dictionary dictionary = new Dictionary();
    dictionary.phrase("US").add("US", 3, Map.of("Place", 3));
    dictionary.phrase("us").add("us", 5, Map.of());
    Path file = folder.resolve(DictionaryFile.NAME);

    DictionaryFile.write(file, Map.of("entities", dictionary));

    assertThat(file)
        .hasContent(
            "{\"entities\":[{\"phrase\":\"US\",\"seen\":3,\"labels\":{\"Place\":3}},"
                + "{\"phrase\":\"us\",\"seen\":5,\"labels\":{}}]}");
    Phrase read = DictionaryFile.read(file).get("entities").find("Us");
    assertThat(read.spellings().keySet()).containsExactly("US", "us");
    assertThat(read.tally("Us").seen()).isEqualTo(8);
  }

  @Test
  void aFileOfAnotherFormIsToldByItsPlace() throws Exception {
    Path file = Files.writeString(folder.resolve("d.json"), "{\"e\": [{\"labels\": {}}]}");

    assertThatThrownBy(() -> DictionaryFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "dictionary.json cannot be read: e[0].phrase must be a string, but is missing or null."
                + " Train again, or roll back.");
  }
}
