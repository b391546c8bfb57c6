// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.deploy.Finding;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFindingsTest {
  @Test
  void theUsualChoicesAndFixedOnesAreFine() {
    assertThat(ImageFindings.of(null, null)).isEmpty();
    assertThat(ImageFindings.of("host/base@sha256:" + "a".repeat(64), "")).isEmpty();
    assertThat(ImageFindings.of("scratch", null)).isEmpty();
  }

  @Test
  void aBaseImageByItsTagIsWorthAWord() {
    assertThat(ImageFindings.of("debian:13", null))
        .containsExactly(
            Finding.warning(
                "The base image debian:13 is not fixed",
                "a tag can move, and a deployment without a change would then be one",
                "Add its digest: -Dlsml.image.base=NAME@sha256:…"));
  }

  @Test
  void aFolderThatIsNoJdkIsFoundBeforeAnythingIsMade(@TempDir Path folder) {
    assertThat(ImageFindings.of(null, folder.toString()))
        .containsExactly(
            Finding.error(
                folder + " is not the folder of a JDK",
                "it has no bin/java and bin/jlink, which the image's runtime is made with",
                "Correct -Dlsml.image.jdk=, or leave it out to have one looked for"));
  }
}
