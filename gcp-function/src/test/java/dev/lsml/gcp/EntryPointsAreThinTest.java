// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cloud calls only hands over; what is worth testing lies elsewhere. */
class EntryPointsAreThinTest {
  @ParameterizedTest
  @ValueSource(classes = {LsmlFunction.class, CloudRun.class})
  void anEntryOfTheCloudHasEightyLinesAtMost(Class<?> entry) throws IOException {
    List<String> lines =
        Files.readAllLines(
            Path.of("src", "main", "java", entry.getName().replace('.', '/') + ".java"));

    assertThat(lines).hasSizeBetween(10, 80);
  }
}
