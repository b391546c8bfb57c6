// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static dev.lsml.testkit.StoreFixture.bytes;
import static dev.lsml.testkit.StoreFixture.conflict;
import static dev.lsml.testkit.StoreFixture.key;
import static dev.lsml.testkit.StoreFixture.keys;
import static dev.lsml.testkit.StoreFixture.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.Revision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Guarantee 4 and revisions: a write or delete whose condition does not hold changes nothing. */
interface ConditionCases extends StoreFixture {
  @Test
  default void creatingWhatExistsConflicts() throws Exception {
    create("a", "1");

    conflict(store().put(key("a"), bytes("2"), Condition.absent()));
    conflict(another().put(key("a"), bytes("1"), Condition.absent()));
    assertThat(text("a")).isEqualTo("1");
  }

  @Test
  default void replacingAtTheRevisionWritesAndAtAStaleOneConflicts() throws Exception {
    Revision first = create("a", "1");
    Revision second = replace("a", "2", first);

    conflict(store().put(key("a"), bytes("3"), Condition.matches(first)));
    assertThat(text("a")).isEqualTo("2");
    replace("a", "3", second);
    assertThat(text("a")).isEqualTo("3");
  }

  @Test
  default void replacingWhatIsAbsentConflicts() throws Exception {
    Revision elsewhere = create("elsewhere", "1");

    conflict(store().put(key("a"), bytes("2"), Condition.matches(elsewhere)));
    assertThat(text("a")).isNull();
    assertThat(keys(store(), "", 10)).containsExactly("elsewhere");
  }

  @Test
  default void replacingWhatWasDeletedConflicts() throws Exception {
    Revision first = create("a", "1");
    assertThat(store().delete(key("a"), first)).isTrue();

    conflict(store().put(key("a"), bytes("2"), Condition.matches(first)));
    assertThat(text("a")).isNull();
    create("a", "3");
    assertThat(text("a")).isEqualTo("3");
  }

  @Test
  default void theRevisionChangesWithTheBytes() throws Exception {
    List<Revision> revisions = new ArrayList<>();
    revisions.add(create("a", "0"));
    for (int i = 1; i < 20; i++) {
      revisions.add(replace("a", Integer.toString(i), revisions.get(i - 1)));
    }

    Set<Revision> distinct = new HashSet<>(revisions);
    assertThat(distinct).hasSameSizeAs(revisions);
    for (Revision stale : revisions.subList(0, revisions.size() - 1)) {
      conflict(store().put(key("a"), bytes("x"), Condition.matches(stale)));
    }
  }

  @Test
  default void theRevisionChangesWhenTheSameBytesAreWrittenAgain() throws Exception {
    assumeFalse(
        sameBytesGiveTheSameRevision(), "this store's revisions depend on nothing but the bytes");
    Set<Revision> seen = new HashSet<>();
    Revision current = create("a", "same");
    seen.add(current);
    for (int i = 0; i < 10; i++) {
      current = replace("a", "same", current);
      assertThat(seen.add(current)).as("a new revision").isTrue();
      assertThat(store().delete(key("a"), current)).isTrue();
      current = create("a", "same");
      assertThat(seen.add(current)).as("a new revision after a delete").isTrue();
    }
  }

  @Test
  default void aStaleDeleteLeavesTheObjectAlone() throws Exception {
    Revision first = create("a", "1");
    Revision second = replace("a", "2", first);

    assertThat(store().delete(key("a"), first)).isFalse();
    assertThat(text("a")).isEqualTo("2");
    assertThat(another().delete(key("a"), second)).isTrue();
    assertThat(text("a")).isNull();
  }

  @Test
  default void deletingWhatIsGoneSucceeds() throws Exception {
    Revision first = create("a", "1");

    assertThat(store().delete(key("never"), first)).isTrue();
    assertThat(store().delete(key("a"), first)).isTrue();
    assertThat(store().delete(key("a"), first)).isTrue();
    assertThat(keys(store(), "", 10)).isEmpty();
  }

  @Test
  default void deletingTouchesNoOtherObject() throws Exception {
    create("a", "1");
    Revision middle = create("a/b", "2");
    create("a/b/c", "3");

    assertThat(store().delete(key("a/b"), middle)).isTrue();
    assertThat(keys(store(), "", 10)).containsExactly("a", "a/b/c");
    written(store().put(key("a/b"), bytes("4"), Condition.absent()));
    assertThat(keys(store(), "", 10)).containsExactly("a", "a/b", "a/b/c");
  }
}
