// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static dev.lsml.testkit.StoreFixture.bytes;
import static dev.lsml.testkit.StoreFixture.key;
import static dev.lsml.testkit.StoreFixture.keys;
import static dev.lsml.testkit.StoreFixture.present;
import static dev.lsml.testkit.StoreFixture.textAt;
import static dev.lsml.testkit.StoreFixture.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import dev.lsml.core.store.file.FileObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file store between processes: no lock of this JVM helps here. */
@Timeout(120) // Only so that a process that hangs ends the test; nothing is measured.
class FileObjectStoreProcessesTest {
  private static final int CREATES = 100;
  private static final int INCREMENTS = 100;
  private static final int KILLS = 9;
  private static final int SIZE = 1_000_000;

  @TempDir Path root;

  private ObjectStore store() {
    return new FileObjectStore(root, Clock.systemUTC());
  }

  private ChildJvm child(String what, int number) throws IOException {
    ChildJvm child = new ChildJvm(StoreProcess.class, root.toString(), what, "" + number);
    assertThat(child.line()).isEqualTo("ready");
    return child;
  }

  @Test
  void ofTwoProcessesThatCreateAnObjectExactlyOneWins() throws Exception {
    try (ChildJvm one = child("create", CREATES);
        ChildJvm other = child("create", CREATES)) {
      one.say("go");
      other.say("go");
      List<String> winners = new ArrayList<>(one.rest());
      winners.addAll(other.rest());

      assertThat(one.exitCode() + other.exitCode()).isZero();
      assertThat(winners)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, CREATES).mapToObj(Integer::toString).toList());
      assertThat(keys(store(), "race/", 1000)).hasSize(CREATES);
    }
  }

  @Test
  void updatesOfTwoProcessesAndThisOneAreNotLost() throws Exception {
    ObjectStore store = store();
    written(store.put(StoreProcess.HEAD, bytes("0"), Condition.absent()));
    try (ChildJvm one = child("increment", INCREMENTS);
        ChildJvm other = child("increment", INCREMENTS)) {
      one.say("go");
      other.say("go");
      int mine = 0;
      while (mine < INCREMENTS) {
        StoredObject head = present(store, StoreProcess.HEAD);
        long next = Long.parseLong(new String(head.bytes(), StandardCharsets.UTF_8)) + 1;
        var result =
            store.put(StoreProcess.HEAD, bytes("" + next), Condition.matches(head.revision()));
        if (result instanceof WriteResult.Written) {
          mine++;
        }
      }
      assertThat(one.rest()).containsExactly("done");
      assertThat(other.rest()).containsExactly("done");
      assertThat(textAt(store, "head.json")).isEqualTo("" + 3 * INCREMENTS);
    }
  }

  @Test
  void aKilledProcessLosesNothingAcknowledgedAndTearsNothing() throws Exception {
    int number = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      try (ChildJvm child = child("rewrite", SIZE)) {
        child.say("go");
        for (int i = 0; i < kill; i++) {
          assertThat(child.line()).isEqualTo("" + ++number);
        }
        awaitTheMoment(kill);
        child.kill();
        for (String line : child.rest()) {
          // A line that the kill has cut tells nothing.
          number = line.equals("" + (number + 1)) ? number + 1 : number;
        }
      }
      number = numberInForce(number);
    }
    assertThatStrayFilesAreSwept();
  }

  /** By turns: as soon as a write is acknowledged, has begun, or has been published. */
  private void awaitTheMoment(int kill) throws Exception {
    Path head = root.resolve("head.json");
    FileTime before = Files.getLastModifiedTime(head);
    while (switch (kill % 3) {
      case 0 -> false;
      case 1 -> filesIn(root.resolve(".store").resolve("tmp")) == 0;
      default -> Files.getLastModifiedTime(head).equals(before);
    }) {
      Thread.onSpinWait(); // The process writes all the time: it is a matter of milliseconds.
    }
  }

  /** Checks that nothing is torn, and nothing lost up to the number that was acknowledged. */
  private int numberInForce(int acknowledged) throws Exception {
    ObjectStore store = store();
    StoredObject head = present(store, StoreProcess.HEAD);
    int inForce = StoreProcess.numberIn(head.bytes());
    // One write may have happened without its acknowledgement having been told.
    assertThat(inForce).isBetween(acknowledged, acknowledged + 1);
    assertThat(head.bytes()).hasSize(SIZE + inForce);

    List<ObjectEntry> log = StoreFixture.listing(store, "log/", 10);
    assertThat(log.size()).isBetween(inForce, inForce + 1);
    for (int n = 1; n <= log.size(); n++) {
      assertThat(present(store, key("log/" + n + ".bin")).bytes())
          .isEqualTo(StoreProcess.content(n, SIZE));
    }
    assertThat(keys(store, "", 1000)).hasSize(log.size() + 1);
    // The lock died with its holder.
    written(store.put(key("after-kill.json"), bytes("1"), Condition.absent()));
    assertThat(
            store.delete(key("after-kill.json"), present(store, key("after-kill.json")).revision()))
        .isTrue();
    return inForce;
  }

  private void assertThatStrayFilesAreSwept() throws Exception {
    Path folder = root.resolve(".store").resolve("tmp");
    assertThat(filesIn(folder)).isLessThanOrEqualTo(KILLS);
    Clock later = new ManualClock(Instant.now().plus(Duration.ofDays(2)));
    new FileObjectStore(root, later).checkWritable();
    assertThat(filesIn(folder)).isZero();
  }

  private static long filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
