// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a new release of Google's client brings along shall not come into everybody's image unseen:
 * every jar costs a cold start half a millisecond, used or not.
 */
class ClassPathTest {
  private static final List<String> OF_TESTS =
      List.of("junit", "assertj", "opentest4j", "apiguardian", "byte-buddy", "lsml-", "surefire");

  @Test
  void theJarsOfGooglesClientAreFewAndSmall() throws IOException {
    List<String> names = new ArrayList<>();
    long bytes = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      String name = jar.getFileName().toString();
      if (name.endsWith(".jar") && OF_TESTS.stream().noneMatch(name::startsWith)) {
        names.add(name);
        bytes += Files.size(jar);
      }
    }

    assertThat(names).anyMatch(name -> name.startsWith("google-cloud-storage-"));
    assertThat(names)
        .as("transports, monitoring and libraries that the JSON transport does without")
        .noneMatch(
            name ->
                name.startsWith("grpc-") && !name.startsWith("grpc-api-")
                    || name.startsWith("gax-grpc")
                    || name.startsWith("proto-google")
                    || name.startsWith("opentelemetry-sdk")
                    || name.startsWith("conscrypt")
                    || name.startsWith("jackson-databind"));
    assertThat(names).as("jars at run time").hasSizeLessThanOrEqualTo(31);
    assertThat(bytes).as("bytes at run time: %s", names).isLessThan(17_000_000);
  }
}
