// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static dev.lsml.testkit.StoreFixture.bytes;
import static dev.lsml.testkit.StoreFixture.key;
import static dev.lsml.testkit.StoreFixture.keys;
import static dev.lsml.testkit.StoreFixture.listing;
import static dev.lsml.testkit.StoreFixture.present;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Guarantee 5: listings are complete and in order, in pages of any size. */
interface ListingCases extends StoreFixture {
  /** More than two pages of the largest size. */
  int MANY = 2_100;

  @Test
  default void anEmptyStoreListsNothing() throws Exception {
    assertThat(store().list("", null, 1000)).isEmpty();
    assertThat(store().list("any/", key("any/a"), 1)).isEmpty();
  }

  @Test
  default void aListingOfManyPagesShowsEveryKeyOnceInOrder() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      expected.add("many/" + String.format(Locale.ROOT, "%05d", i));
    }
    // Written in parallel: a store in the cloud needs tens of milliseconds for each.
    Race.of(
        8,
        racer -> {
          for (int i = racer; i < MANY; i += 8) {
            store().put(key(expected.get(i)), bytes("x".repeat(i % 7)), Condition.absent());
          }
        });
    create("manx", "before");
    create("many0", "after");

    List<ObjectEntry> all = listing(another(), "many/", 1000);
    assertThat(all).extracting(entry -> entry.key().value()).isEqualTo(expected);
    for (int i = 0; i < MANY; i++) {
      assertThat(all.get(i).size()).isEqualTo(i % 7);
    }
    assertThat(keys(store(), "", 999)).hasSize(MANY + 2).startsWith("manx").endsWith("many0");
    assertThat(store().list("many/", key("many/01999"), 1000))
        .hasSize(MANY - 2_000)
        .first()
        .extracting(entry -> entry.key().value())
        .isEqualTo("many/02000");
  }

  @Test
  default void pagesEndWhereTheyShould() throws Exception {
    for (int i = 0; i < 6; i++) {
      create("p/" + i, "");
    }
    for (int limit = 1; limit <= 8; limit++) {
      assertThat(keys(store(), "p/", limit))
          .as("in pages of %s", limit)
          .containsExactly("p/0", "p/1", "p/2", "p/3", "p/4", "p/5");
    }
    assertThat(store().list("p/", key("p/3"), 2)).hasSize(2);
    assertThat(store().list("p/", key("p/5"), 2)).isEmpty();
  }

  @Test
  default void aPageHasOneToAThousandEntries() {
    for (int limit : new int[] {Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store().list("", null, limit))
          .withMessage("a page has 1 to 1000 entries, not " + limit);
    }
  }

  @Test
  default void aListingGoesOnAfterAnyKey() throws Exception {
    Revision b = create("l/b", "");
    create("l/d", "");
    create("m", "");

    assertThat(afterIn("l/", "l/a")).containsExactly("l/b", "l/d");
    assertThat(afterIn("l/", "l/b")).containsExactly("l/d");
    assertThat(afterIn("l/", "l/c")).containsExactly("l/d");
    assertThat(afterIn("l/", "l/b/x")).containsExactly("l/d");
    assertThat(afterIn("l/", "a")).containsExactly("l/b", "l/d");
    assertThat(afterIn("l/", "l")).containsExactly("l/b", "l/d");
    assertThat(afterIn("l/", "z")).isEmpty();
    assertThat(afterIn("", "l/c")).containsExactly("l/d", "m");
    assertThat(store().delete(key("l/b"), b)).isTrue();
    assertThat(afterIn("l/", "l/b")).containsExactly("l/d");
  }

  @Test
  default void aPrefixIsAnyTextAndNoPattern() throws Exception {
    for (String key : List.of("ab", "ab/c", "abc", "abc/d.json", "b", "a*", "a?", "a%", "ü/é")) {
      create(key, "");
    }
    assertThat(keys(store(), "ab", 2)).containsExactly("ab", "ab/c", "abc", "abc/d.json");
    assertThat(keys(store(), "ab/", 2)).containsExactly("ab/c");
    assertThat(keys(store(), "abc/d", 2)).containsExactly("abc/d.json");
    assertThat(keys(store(), "abc/d.json", 2)).containsExactly("abc/d.json");
    assertThat(keys(store(), "abc/d.json/", 2)).isEmpty();
    assertThat(keys(store(), "a*", 2)).containsExactly("a*");
    assertThat(keys(store(), "a?", 2)).containsExactly("a?");
    assertThat(keys(store(), "a%", 2)).containsExactly("a%");
    assertThat(keys(store(), "ü", 2)).containsExactly("ü/é");
    assertThat(keys(store(), "ü/", 2)).containsExactly("ü/é");
    for (String none : List.of("/", "ab//", "./", "../", "ab/../", "ab/.", "A", "\\", "*", ".*")) {
      assertThat(keys(store(), none, 2)).as("with prefix '%s'", none).isEmpty();
    }
  }

  @Test
  default void keysAreListedInTheOrderOfTheirUtf8Bytes() throws Exception {
    List<String> ordered =
        List.of(
            "o/ ",
            "o/!",
            "o/-",
            "o/A",
            "o/B",
            "o/a",
            "o/a!",
            "o/a-b",
            "o/a.b",
            "o/a/b",
            "o/a/c",
            "o/a0",
            "o/aa",
            "o/b",
            "o/é",
            "o/\uD7FF",
            "o/\uE000",
            "o/\uFFFD");
    for (int i = 0; i < ordered.size(); i++) {
      create(ordered.get(i * 7 % ordered.size()), "");
    }
    if (!sortsByUtf16()) {
      ordered = Stream.concat(ordered.stream(), Stream.of("o/\uD83D\uDE00")).toList();
      create("o/\uD83D\uDE00", "");
    }
    assertThat(keys(store(), "o/", 1000)).isEqualTo(ordered);
    assertThat(keys(store(), "o/", 1)).isEqualTo(ordered);
  }

  @Test
  default void whatStaysIsListedOnceWhileOthersComeAndGo() throws Exception {
    List<ObjectKey> staying = new ArrayList<>();
    for (int i = 10; i < 40; i++) {
      staying.add(key("s/" + i));
      create("s/" + i, "0");
    }
    Race.untilFirstEnds(
        () -> {
          for (int i = 0; i < rounds(); i++) {
            Revision passing = create("s/" + (10 + i % 30) + "x/y", "");
            ObjectKey rewritten = staying.get(i % staying.size());
            Revision current = present(store(), rewritten).revision();
            replace(rewritten.value(), "again " + i, current);
            store().delete(key("s/" + (10 + i % 30) + "x/y"), passing);
          }
        },
        () -> {
          List<ObjectKey> seen =
              listing(another(), "s/", 7).stream().map(ObjectEntry::key).toList();
          assertThat(seen).isSorted().doesNotHaveDuplicates().containsAll(staying);
        });
  }

  private List<String> afterIn(String prefix, String after) throws Exception {
    return store().list(prefix, key(after), 10).stream().map(e -> e.key().value()).toList();
  }
}
