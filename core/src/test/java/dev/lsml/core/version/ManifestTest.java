// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final Manifest MANIFEST =
      new Manifest(
          new VersionId(3, "7f3a"),
          List.of(
              new ManifestFile("model.bin", 12, "aa"),
              new ManifestFile("sub/words ü.txt", 0, "bb")),
          Map.of("classes", List.of("Positive", "Negative")),
          Map.of("accuracy", 0.9),
          Map.of("java", "17"));

  @Test
  void aManifestIsReadBackAsItWasWritten() {
    assertThat(Manifest.parse(MANIFEST.bytes())).isEqualTo(MANIFEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../head.json",
        "a/../../b",
        "a//b",
        "a/",
        ".",
        "..",
        "a/.",
        "C:x",
        "a\\\\..\\\\b",
        "a\\u0000b",
        "a\\nb"
      })
  void aPathThatCouldLeaveTheFolderIsRefused(String path) {
    String json =
        new String(MANIFEST.bytes(), StandardCharsets.UTF_8)
            .replace("\"model.bin\"", "\"" + path + "\"");

    assertThatThrownBy(() -> Manifest.parse(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("files[0]: a file of a version needs a plain relative path");
  }

  @Test
  void digestsAreThoseOfTheStandard() {
    // FIPS 180-4's example "abc".
    assertThat(Sha256.of("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
