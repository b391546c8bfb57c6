// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static dev.lsml.testkit.StoreFixture.bytes;
import static dev.lsml.testkit.StoreFixture.conflict;
import static dev.lsml.testkit.StoreFixture.key;
import static dev.lsml.testkit.StoreFixture.present;
import static dev.lsml.testkit.StoreFixture.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Guarantees 1 and 3 under races: one winner, no lost update, no torn read. */
interface RaceCases extends StoreFixture {
  @Test
  default void ofRacingCreatorsExactlyOneWins() throws Exception {
    List<ObjectStore> handles = handles();
    Map<String, Integer> winners = new ConcurrentHashMap<>();
    for (int round = 0; round < rounds(); round++) {
      ObjectKey key = key("race/" + round);
      Race.of(
          racers(),
          racer -> {
            WriteResult result =
                handles.get(racer).put(key, bytes("by " + racer), Condition.absent());
            if (result instanceof WriteResult.Written) {
              assertThat(winners.put(key.value(), racer)).as("an earlier winner").isNull();
            } else {
              conflict(result);
            }
          });
      assertThat(text(key.value())).isEqualTo("by " + winners.get(key.value()));
    }
  }

  @Test
  default void ofRacingUpdatesNoneIsLost() throws Exception {
    List<ObjectStore> handles = handles();
    create("counter", "0");
    Race.of(
        racers(),
        racer -> {
          ObjectStore mine = handles.get(racer);
          for (int done = 0; done < rounds(); ) {
            StoredObject read = present(mine, key("counter"));
            long next = Long.parseLong(new String(read.bytes(), StandardCharsets.UTF_8)) + 1;
            WriteResult result =
                mine.put(key("counter"), bytes("" + next), Condition.matches(read.revision()));
            if (result instanceof WriteResult.Written) {
              done++;
            } else {
              conflict(result);
            }
          }
        });
    assertThat(text("counter")).isEqualTo("" + racers() * rounds());
  }

  @Test
  default void aDeleteAndAReplacementOfOneRevisionDoNotBothWin() throws Exception {
    ObjectStore another = another();
    for (int round = 0; round < rounds(); round++) {
      ObjectKey key = key("either/" + round);
      Revision first = create(key.value(), "old");
      List<WriteResult> replaced = new ArrayList<>();
      List<Boolean> deleted = new ArrayList<>();
      Race.of(
          2,
          racer -> {
            if (racer == 0) {
              replaced.add(store().put(key, bytes("new"), Condition.matches(first)));
            } else {
              deleted.add(another.delete(key, first));
            }
          });
      if (replaced.get(0) instanceof WriteResult.Written) {
        assertThat(deleted).containsExactly(false);
        assertThat(text(key.value())).isEqualTo("new");
      } else {
        conflict(replaced.get(0));
        assertThat(deleted).containsExactly(true);
        assertThat(text(key.value())).isNull();
      }
    }
  }

  @Test
  default void aReaderNeverSeesAPartOrAMixture() throws Exception {
    int size = 300_000;
    byte[] content = new byte[size];
    AtomicInteger reads = new AtomicInteger();
    Map<Revision, Byte> byRevision = new ConcurrentHashMap<>();
    written(store().put(key("whole"), content, Condition.absent()));
    ObjectStore another = another();
    Path up = folder().resolve("up");
    Race.untilFirstEnds(
        () -> {
          for (int i = 1; i <= rounds(); i++) {
            Revision current = present(store(), key("whole")).revision();
            // Lengths differ too, so that a reader with the old length is found out.
            byte[] next = new byte[size + i];
            Arrays.fill(next, (byte) i);
            if (i % 2 == 0) {
              written(store().put(key("whole"), next, Condition.matches(current)));
            } else {
              Files.write(up, next);
              written(store().upload(key("whole"), up, Condition.matches(current)));
            }
          }
        },
        () -> {
          StoredObject read = present(another, key("whole"));
          byte value = oneContent(read.bytes(), size);
          Byte earlier = byRevision.putIfAbsent(read.revision(), value);
          assertThat(earlier == null || earlier == value).as("one content per revision").isTrue();
          Path down = folder().resolve("down");
          assertThat(another.download(key("whole"), down)).isTrue();
          oneContent(Files.readAllBytes(down), size);
          reads.incrementAndGet();
        });
    assertThat(reads).hasPositiveValue();
  }

  private List<ObjectStore> handles() throws Exception {
    List<ObjectStore> handles = new ArrayList<>();
    for (int i = 0; i < racers(); i++) {
      handles.add(i % 2 == 0 ? store() : another());
    }
    return handles;
  }

  private static byte oneContent(byte[] bytes, int size) {
    byte first = bytes[0];
    assertThat(bytes.length).isEqualTo(size + first);
    for (byte b : bytes) {
      if (b != first) {
        throw new AssertionError("bytes of write " + b + " among those of write " + first);
      }
    }
    return first;
  }
}
