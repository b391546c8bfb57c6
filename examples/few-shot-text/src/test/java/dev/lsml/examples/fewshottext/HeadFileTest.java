// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.fewshottext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadFileTest {
  @TempDir Path folder;

  @Test
  void aHeadIsReadAsItWasWritten() throws Exception {
    double[] weights = new double[Sentences.SIZE];
    weights[3] = -0.123456;
    Head head = new Head(9, 1, List.of(new Head.Label("Ä", 4, 1.5, weights)));
    Path file = folder.resolve(HeadFile.NAME);

    HeadFile.write(file, Map.of("topic", head));
    Head read = HeadFile.read(file).get("topic");

    assertThat(file).content().startsWith("{\"model\":\"all-MiniLM-L6-v2-q\",\"heads\":{\"topic\"");
    assertThat(read).usingRecursiveComparison().isEqualTo(head);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"heads\":{}} | model must be a string, but is missing or null",
        "{\"model\":\"other\",\"heads\":{}} | model must be 'all-MiniLM-L6-v2-q', but is a string",
        "{\"model\":\"all-MiniLM-L6-v2-q\",\"heads\":{\"t\":{\"labels\":[{\"weights\":[1]}]}}}"
            + " | heads.t.labels[0].weights must be a list of 384 numbers, but is an array",
      })
  void aFileOfAnotherFormOrModelIsToldByItsPlace(String json, String cause) throws Exception {
    Path file = Files.writeString(folder.resolve(HeadFile.NAME), json);

    assertThatThrownBy(() -> HeadFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage("heads.json cannot be read: " + cause + ". Train again, or roll back.");
  }
}
