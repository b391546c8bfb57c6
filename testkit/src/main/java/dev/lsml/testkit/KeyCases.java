// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static dev.lsml.testkit.StoreFixture.key;
import static dev.lsml.testkit.StoreFixture.keys;
import static dev.lsml.testkit.StoreFixture.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guarantee 6: every key that {@link ObjectKey} allows is an object of its own. */
interface KeyCases extends StoreFixture {
  /** Keys that a URL, a query, a shell, a file system or a pattern would read differently. */
  List<String> ODD_KEYS =
      List.of(
          "plain.json",
          "a+b",
          "a b",
          "a%20b",
          "a%2Bb",
          "a%2fb",
          "a%",
          "a%%",
          "%",
          "%41",
          "ü",
          "u\u0308", // ü as two characters: some file systems take both for one name
          "日本/語.json",
          "\uD83D\uDE00/\uFFFD",
          "#a",
          "a?b=c&d=e;f",
          "~",
          "~root/x",
          "PROGRA~1",
          "'quoted'",
          "\"quoted\"",
          "back\\slash",
          "..\\up",
          "c:drive",
          "stream:name",
          "star*",
          "[a-z]{1,2}",
          "$HOME",
          "`tick`",
          "<xml>",
          "a|b",
          "a,b",
          "a@b",
          "a=b",
          "!bang",
          "(paren)",
          "^caret",
          "-rf",
          "...",
          "..a",
          "a..",
          ".hidden",
          ".store/lock",
          ".store/tmp/1",
          "trailing.",
          "trailing ",
          " leading",
          "folder./x",
          "folder /x",
          "con",
          "CON",
          "nul.json",
          "aux/com1/x",
          "lpt9.txt",
          "Head.json",
          "head.json",
          "HEAD.JSON",
          "stra\u00DFe",
          "strasse",
          "\u0130",
          "i\u0307",
          "\u212A",
          "\u00A0",
          "\u0080", // a control character, but not one that keys forbid
          "\u200B",
          "\uFEFF");

  @Test
  default void everyKeyIsAnObjectOfItsOwn() throws Exception {
    everyKeyWorks(ODD_KEYS.stream().filter(key -> !sortsByUtf16() || sortsAlike(key)).toList());
  }

  @Test
  default void aKeyMayContinueAnother() throws Exception {
    everyKeyWorks(
        List.of(
            "a",
            "a/b",
            "a/b/c",
            "a/b/c.json",
            "a/b/c.json/d",
            "a.json",
            "a.json/b",
            "a.json/b.txt",
            "ab",
            "a-b",
            "a0",
            "b/a",
            "b"));
  }

  @Test
  default void keysMayBeLong() throws Exception {
    String s255 = "s".repeat(255);
    everyKeyWorks(
        List.of(
            s255,
            s255 + "s",
            s255 + "s/x",
            s255 + "/x",
            "S".repeat(300),
            "s".repeat(300),
            "s".repeat(300) + "/" + "t".repeat(300),
            "s".repeat(300) + "/" + "t".repeat(301),
            "x".repeat(1024),
            "x".repeat(1023),
            "X".repeat(1024),
            "ü".repeat(512),
            "\uD83D\uDE00".repeat(256),
            "a/".repeat(511) + "ab",
            "日/".repeat(255) + "日!",
            "con/" + "c".repeat(1016) + ".con"));
  }

  private static boolean sortsAlike(String key) {
    return key.chars().noneMatch(unit -> Character.isSurrogate((char) unit));
  }

  private void everyKeyWorks(List<String> values) throws Exception {
    for (String value : values) {
      create(value, "content of " + value);
    }
    ObjectStore another = another();
    for (String value : values) {
      assertThat(textAt(another, value))
          .as("the object at '%s'", value)
          .isEqualTo("content of " + value);
    }
    List<String> sorted =
        values.stream().map(ObjectKey::new).sorted().map(ObjectKey::value).toList();
    assertThat(keys(store(), "", 1000)).isEqualTo(sorted);
    assertThat(keys(store(), "", 3)).isEqualTo(sorted);

    for (String value : values) {
      assertThat(store().list(value, null, 1))
          .as("the first object with prefix '%s'", value)
          .singleElement()
          .satisfies(entry -> assertThat(entry.key()).isEqualTo(key(value)));
    }
    int left = values.size();
    for (String value : values) {
      assertThat(store().delete(key(value), StoreFixture.present(store(), key(value)).revision()))
          .isTrue();
      assertThat(textAt(another, value)).as("after its delete, '%s'", value).isNull();
      assertThat(keys(another, "", 1000)).hasSize(--left);
    }
  }
}
