// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code compose.yaml} says fits what Label Studio and the image need. */
class ComposeFileTest {
  private List<String> lines;

  @BeforeEach
  void read() throws Exception {
    lines =
        Files.readAllLines(Path.of("..", "..", "compose.yaml")).stream()
            .filter(line -> !line.strip().startsWith("#") && !line.isBlank())
            .toList();
  }

  /** The lines below a path of keys, without their indentation; the file has no other nesting. */
  private List<String> below(String... path) {
    List<String> found = lines;
    for (String key : path) {
      List<String> inner = new ArrayList<>();
      int level = indent(found.get(0));
      int depth = -1;
      for (String line : found) {
        int indent = indent(line);
        if (depth >= 0 && indent <= depth) {
          break;
        }
        if (depth >= 0) {
          inner.add(line);
        } else if (indent == level && line.strip().equals(key + ":")) {
          depth = indent;
        }
      }
      assertThat(inner).as("what stands below " + key).isNotEmpty();
      found = inner;
    }
    return found.stream().map(String::strip).toList();
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  @Test
  void theBackendHasANameForWhichLabelStudioMakesAWebhook() {
    assertThat(below("services", "backend", "networks", "labelling", "aliases"))
        .singleElement()
        .asString()
        .as("a dot, no underscore, and a top level of two letters or more (protocol §2.1)")
        .matches("- [a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}");
    assertThat(below("services", "label-studio", "networks")).containsExactly("- labelling");
    assertThat(below("services", "label-studio", "environment"))
        .contains(
            "LABEL_STUDIO_ML_BLOCK_LOCAL_IP: \"false\"",
            "LABEL_STUDIO_SSRF_PROTECTION_ENABLED: \"false\"");
  }

  @Test
  void portsAreOpenOnThisMachineOnlyAndFitTheServers() {
    assertThat(below("services", "backend", "ports"))
        .containsExactly("- \"127.0.0.1:${BACKEND_PORT:-9090}:9090\"");
    assertThat(below("services", "label-studio", "ports"))
        .containsExactly("- \"127.0.0.1:${LABEL_STUDIO_PORT:-8080}:8080\"");
    assertThat(below("services", "backend", "environment"))
        .contains("PORT: \"9090\"", "LABEL_STUDIO_URL: http://label-studio:8080");
  }

  @Test
  void theHealthCheckFindsAJavaAndTheJarsOfTheImage() throws Exception {
    assertThat(below("services", "backend", "healthcheck", "test"))
        .containsSubsequence(
            "- java",
            "- -cp",
            "- " + AppLayout.APP + "/" + AppLayout.JARS + "/*",
            "- dev.lsml.core.HealthProbe",
            "- \"9090\"");
    assertThat(below("services", "backend", "environment"))
        .contains(
            "PATH: "
                + Path.of(AppLayout.JAVA).getParent()
                + ":"
                + Path.of(BaseImages.JAVA).getParent());
    assertThat(Path.of("..", "..", "core/src/main/java/dev/lsml/core/HealthProbe.java")).exists();
  }

  @Test
  void whatIsStoredSurvivesTheContainers() {
    assertThat(below("services", "backend", "volumes")).containsExactly("- store:/store");
    assertThat(below("services", "backend", "environment")).contains("LSML_STORE: file:///store");
    assertThat(below("services", "label-studio", "volumes"))
        .containsExactly("- label-studio:/label-studio/data");
    assertThat(below("volumes")).contains("label-studio: {}", "store: {}");
  }
}
