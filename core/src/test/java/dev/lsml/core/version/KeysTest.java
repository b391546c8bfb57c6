// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectKey;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final ProjectUid PROJECT = new ProjectUid("12.1696257600");
  private static final Keys KEYS = new Keys(PROJECT);
  private static final VersionId VERSION = new VersionId(3, "7f3a");

  @Test
  void everyKeyLooksLikeItsExample() {
    assertThat(KEYS.head()).hasToString("projects/12.1696257600/head.json");
    assertThat(KEYS.config()).hasToString("projects/12.1696257600/config.json");
    assertThat(KEYS.pending()).hasToString("projects/12.1696257600/pending.json");
    assertThat(KEYS.state("prompt")).hasToString("projects/12.1696257600/state/prompt.json");
    assertThat(KEYS.versions()).isEqualTo("projects/12.1696257600/versions/");
    assertThat(KEYS.manifest(VERSION))
        .hasToString("projects/12.1696257600/versions/000003-7f3a/manifest.json");
    assertThat(KEYS.file(VERSION, "weights/layer1.bin"))
        .hasToString("projects/12.1696257600/versions/000003-7f3a/files/weights/layer1.bin");
  }

  @Test
  void aKeyTellsItsProjectAndItsVersion() {
    assertThat(Keys.projectOf(KEYS.head())).isEqualTo(PROJECT);
    assertThat(Keys.projectOf(KEYS.file(VERSION, "a"))).isEqualTo(PROJECT);
    assertThat(Keys.projectOf(new ObjectKey("elsewhere/12/head.json"))).isNull();
    assertThat(Keys.projectOf(new ObjectKey("projects/head.json"))).isNull();
    assertThat(Keys.projectOf(new ObjectKey("projects/ü/head.json"))).isNull();

    assertThat(KEYS.versionOf(KEYS.manifest(VERSION))).isEqualTo(VERSION);
    assertThat(KEYS.versionOf(KEYS.file(VERSION, "a/b"))).isEqualTo(VERSION);
    assertThat(KEYS.versionOf(KEYS.head())).isNull();
    assertThat(KEYS.versionOf(new ObjectKey(KEYS.versions() + "stray/manifest.json"))).isNull();
    assertThat(new Keys(new ProjectUid("12")).versionOf(KEYS.manifest(VERSION))).isNull();
  }

  @Test
  void versionsWithAnyNumberAndRunAreReadBackAndSortByNumber() {
    Random random = new Random(1);
    VersionId before = new VersionId(1, "zzz");
    for (int number = 2; number <= 999_999; number += 1 + random.nextInt(5000)) {
      VersionId id = new VersionId(number, Long.toString(random.nextLong(), 36));
      assertThat(VersionId.parse(id.toString())).isEqualTo(id);
      assertThat(KEYS.versionOf(KEYS.manifest(id))).isEqualTo(id);
      assertThat(KEYS.manifest(id)).isGreaterThan(KEYS.manifest(before));
      before = id;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3-7f3a",
        "000003",
        "000003-",
        "000000-a",
        "00000x-a",
        "000003-a/b",
        "000003-é"
      })
  void whatIsNoVersionIsRefused(String text) {
    assertThatThrownBy(() -> VersionId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "(a version is written like 000003-7f3a|a run id has|a version number).*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".hidden", "a/b", "..", "ü", "a b"})
  void aStateKeyThatCouldLeaveItsFolderIsRefused(String name) {
    assertThatThrownBy(() -> KEYS.state(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no leading dot: '" + name + "'");
  }

  @Test
  void theEndOfAProjectComesAfterAllItsKeysAndBeforeTheNextProject() {
    assertThat(KEYS.end()).isGreaterThan(KEYS.manifest(VERSION)).isGreaterThan(KEYS.state("zzz"));
    assertThat(new Keys(new ProjectUid("12.1696257601")).config()).isGreaterThan(KEYS.end());
  }
}
