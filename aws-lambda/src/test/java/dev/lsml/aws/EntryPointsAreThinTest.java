// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cloud calls only hands over; what is worth testing lies elsewhere. */
class EntryPointsAreThinTest {
  @ParameterizedTest
  @CsvSource({"LsmlHandler, 80", "TrainingHandler, 80", "store.S3ObjectStore, 150"})
  void anEntryOfTheCloudHasFewLines(String name, int most) throws IOException {
    List<String> lines =
        Files.readAllLines(
            Path.of("src", "main", "java", "dev", "lsml", "aws", name.replace('.', '/') + ".java"));

    assertThat(lines).hasSizeBetween(10, most);
  }
}
