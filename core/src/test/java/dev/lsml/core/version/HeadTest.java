// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadTest {
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

  private static VersionEntry entry(int number) {
    return new VersionEntry(
        new VersionId(number, "run" + number),
        "aa",
        "2026-01-01T10:00:00Z",
        "START_TRAINING",
        60,
        64,
        "dd",
        Map.of("accuracy", 0.9));
  }

  private static LastRun run(int version) {
    return new LastRun(
        LastRun.End.PUBLISHED, "request", "START_TRAINING", "a", "b", version, 64, null);
  }

  private static Lease lease(long fence, int number) {
    return new Lease(
        fence,
        new VersionId(number, "run" + number),
        "host/1",
        NOW,
        NOW.plusSeconds(60),
        new TrainingRequest("request", "START_TRAINING", NOW, NOW, false, 0, 64L));
  }

  private static Head withVersions(int count, int keep) {
    Head head = Head.EMPTY;
    for (int i = 1; i <= count; i++) {
      head = head.leased(lease(i, i)).published(entry(i), keep, run(i));
    }
    return head;
  }

  @Test
  void publishingMovesThePointerEndsTheLeaseAndDropsTheOldest() {
    Head head = withVersions(5, 3);

    assertThat(head.current()).isEqualTo(entry(5));
    assertThat(head.newest()).isEqualTo(entry(5));
    assertThat(head.lease()).isNull();
    assertThat(head.fence()).isEqualTo(5);
    assertThat(head.history()).extracting(VersionEntry::number).containsExactly(3, 4, 5);
    assertThat(head.keeps(new VersionId(3, "run3"))).isTrue();
    assertThat(head.keeps(new VersionId(3, "other"))).isFalse();
    assertThat(head.keeps(new VersionId(2, "run2"))).isFalse();
  }

  @Test
  void aVersionThatDoesNotFollowTheLastIsRefused() {
    Head head = withVersions(2, 3);

    assertThatThrownBy(() -> head.published(entry(4), 3, run(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("version 000004-run4 does not follow version 2");
    assertThatThrownBy(() -> head.leased(lease(2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("lease 2 for 000003-run3 does not follow");
  }

  @Test
  void rollingBackChangesNothingButTheVersionInForce() {
    Head head = withVersions(5, 3).leased(lease(6, 6));

    Head back = head.rolledBack(3);

    assertThat(back.current()).isEqualTo(entry(3));
    assertThat(back.newest()).isEqualTo(entry(5));
    assertThat(back.isLeasedTo(new VersionId(6, "run6"))).isTrue();
    assertThat(back.published(entry(6), 3, run(6)).current()).isEqualTo(entry(6));
  }

  @Test
  void rollingBackToAVersionThatIsGoneNamesThoseThatAreKept() {
    assertThatThrownBy(() -> withVersions(5, 3).rolledBack(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("version 2 is not kept; choose one of 3, 4, 5");
    assertThatThrownBy(() -> Head.EMPTY.rolledBack(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("version 1 is not kept; the project has no version yet");
  }

  @Test
  void aHeadIsReadBackAsItWasWritten() {
    Head head = withVersions(5, 3).rolledBack(4).leased(lease(6, 6));

    assertThat(reread(head)).isEqualTo(head);
    assertThat(reread(Head.EMPTY)).isEqualTo(Head.EMPTY);
  }

  @Test
  void aHeadWithAWrongShapeSaysWhere() {
    String json = Json.text(HeadCodec.json(withVersions(1, 3)));

    assertThatThrownBy(() -> parse(json.replace("000001-run1", "one")))
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("history[0].version: a version is written like 000003-7f3a");
    assertThatThrownBy(() -> parse(json.replace("\"PUBLISHED\"", "\"EXPLODED\"")))
        .isInstanceOf(JsonException.class)
        .hasMessage("lastRun.end is not known: EXPLODED");
    assertThatThrownBy(() -> parse("{}"))
        .isInstanceOf(JsonException.class)
        .hasMessage("fence must be a whole number, but is missing or null");
  }

  @Test
  void aLeaseExpiresAtItsTimeAndNotBefore() {
    Lease lease = lease(1, 1);

    assertThat(lease.expired(NOW.plusSeconds(60).minusNanos(1))).isFalse();
    assertThat(lease.expired(NOW.plusSeconds(60))).isTrue();
    assertThat(lease.renewed(NOW.plusSeconds(90)).expired(NOW.plusSeconds(60))).isFalse();
  }

  private static Head reread(Head head) {
    return parse(Json.text(HeadCodec.json(head)));
  }

  private static Head parse(String json) {
    return HeadCodec.head(JsonView.of(Json.read(json)));
  }
}
