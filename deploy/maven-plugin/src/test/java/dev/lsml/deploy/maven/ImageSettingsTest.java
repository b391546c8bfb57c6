// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.deploy.image.ImageOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageSettingsTest {
  @Test
  void nothingChosenIsTheUsual() {
    assertThat(ImageSettings.of(null, " ", null, true, Map.of())).isEqualTo(ImageOptions.usual());
  }

  @Test
  void whatIsTypedIsTakenWithoutItsBlanks() {
    assertThat(
            ImageSettings.of(
                " example.org/base:1 ",
                "/opt/jdk",
                "java.desktop, jdk.jfr,",
                false,
                Map.of("A", "b")))
        .isEqualTo(
            new ImageOptions(
                Path.of("/opt/jdk"),
                "example.org/base:1",
                Set.of("java.desktop", "jdk.jfr"),
                false,
                Map.of("A", "b"),
                Map.of(),
                ImageOptions.usualCache()));
  }
}
