// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyNamesTest {
  @Test
  void ordinaryNamesStayAsTheyAre() {
    for (String file : List.of("head.json", "model.bin", "a-b_c+d=e@f,g.tar.gz", "x.h5", "1.csv")) {
      assertThat(KeyNames.file(file)).isEqualTo(file);
    }
    for (String folder : List.of("projects", "12.1696257600", "v12", "00000001", "a.b-c")) {
      assertThat(KeyNames.folder(folder)).isEqualTo(folder);
    }
  }

  @Test
  void theLessOrdinaryOfAFileAndAFolderIsMarked() {
    assertThat(KeyNames.file("projects")).isEqualTo("projects%");
    assertThat(KeyNames.file("12.1696257600")).isEqualTo("12.1696257600%");
    assertThat(KeyNames.folder("head.json")).isEqualTo("head.json%");
  }

  @Test
  void whatSomeFileSystemWouldChangeIsEscaped() {
    assertThat(KeyNames.file("Head.JSON")).isEqualTo("%48ead.%4A%53%4F%4E%");
    assertThat(KeyNames.file("ü.txt")).isEqualTo("%C3%BC.txt");
    assertThat(KeyNames.file(".hidden")).isEqualTo("%2Ehidden%");
    assertThat(KeyNames.folder("dots..")).isEqualTo("dots.%2E");
    assertThat(KeyNames.folder("a b")).isEqualTo("a%20b");
    assertThat(KeyNames.folder("100%")).isEqualTo("100%25");
    assertThat(KeyNames.file("progra~1.txt")).isEqualTo("progra%7E1.txt");
    assertThat(KeyNames.folder("con")).isEqualTo("%63on");
    assertThat(KeyNames.file("nul.tar.gz")).isEqualTo("%6Eul.tar.gz");
    assertThat(KeyNames.folder("com7")).isEqualTo("%63om7");
    assertThat(KeyNames.folder("com")).isEqualTo("com");
    assertThat(KeyNames.folder("console")).isEqualTo("console");
  }

  @Test
  void everySegmentHasNamesOfItsOwnAndIsFoundByThem() {
    Random random = new Random(20260101);
    String[] parts = {
      "a",
      "b",
      "A",
      "json",
      ".",
      "..",
      "%",
      "%41",
      "1",
      "con",
      "nul",
      "com1",
      "~",
      " ",
      "ü",
      "U\u0308",
      "\uD83D\uDE00",
      "\\",
      ":",
      "*",
      "-",
      "%2E",
      "\u00DF",
      "\u0130"
    };
    Map<String, String> segmentByName = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(5) + 1; n > 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String segment = text.toString();
      String file = KeyNames.file(segment);
      String folder = KeyNames.folder(segment);

      assertThat(KeyNames.segmentOfFile(file)).isEqualTo(segment);
      assertThat(KeyNames.segmentOfFolder(folder)).isEqualTo(segment);
      assertThat(KeyNames.segmentOfFile(folder)).isNull();
      assertThat(KeyNames.segmentOfFolder(file)).isNull();
      for (String name : List.of(file, folder)) {
        assertThat(name)
            .matches("[a-z0-9_+=@,%A-F-][a-z0-9_+=@,%A-F.-]*")
            .doesNotEndWith(".")
            .doesNotMatch("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
        String role = name.equals(file) ? "file " : "folder ";
        assertThat(segmentByName.merge(name.toLowerCase(Locale.ROOT), role + segment, this::same))
            .as("the owner of '%s'", name)
            .isEqualTo(role + segment);
      }
    }
    assertThat(segmentByName).hasSizeGreaterThan(10_000);
  }

  private String same(String one, String other) {
    return one.equals(other) ? one : one + " and " + other;
  }

  @Test
  void namesThatNoSegmentHasAreNotFound() {
    for (String name :
        List.of(
            "Head.json",
            ".DS_Store",
            ".store",
            "%",
            "%%",
            "a%%",
            "%4",
            "%4%",
            "%zz",
            "%2e",
            "%61",
            "ü.txt",
            "a b",
            "con",
            "x.",
            "%C3.txt",
            "%FF%",
            "desktop.INI")) {
      assertThat(KeyNames.segmentOfFile(name)).as("file '%s'", name).isNull();
      assertThat(KeyNames.segmentOfFolder(name)).as("folder '%s'", name).isNull();
    }
  }
}
