// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.Head;
import dev.lsml.core.version.HeadStore;
import dev.lsml.core.version.LastRun;
import dev.lsml.core.version.VersionEntry;
import dev.lsml.core.version.VersionId;
import dev.lsml.testkit.InMemoryObjectStore;
import dev.lsml.testkit.ManualClock;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsTest {
  private static final ProjectUid TWELVE = new ProjectUid("12.1696257600");
  private static final ProjectUid SEVEN = new ProjectUid("7.1696257600");

  private final ManualClock clock = ManualClock.atNewYear();
  private final ObjectStore store = new InMemoryObjectStore(clock);
  private final AtomicInteger ids = new AtomicInteger();
  private final HeadStore heads = heads(store);
  private final Versions versions = new Versions(store);

  private HeadStore heads(ObjectStore of) {
    return new HeadStore(new Documents(of, () -> "id" + ids.incrementAndGet()));
  }

  private static VersionEntry entry(int number, double accuracy) {
    return new VersionEntry(
        new VersionId(number, "run" + number),
        "0".repeat(64),
        "2026-01-0" + number + "T00:00:00Z",
        "START_TRAINING",
        100L * number,
        120L * number,
        "1".repeat(64),
        Map.of("accuracy", accuracy));
  }

  private void train(HeadStore into, ProjectUid project, int count, @Nullable String message)
      throws StoreException {
    List<VersionEntry> history =
        java.util.stream.IntStream.rangeClosed(1, count)
            .mapToObj(n -> entry(n, 0.9 + n / 100.0))
            .toList();
    LastRun run =
        new LastRun(LastRun.End.FAILED, "r", "START_TRAINING", "t0", "2026-01-09", 0, 1, message);
    into.write(project, new Head(count, count, count, history, null, run), null);
  }

  @Test
  void theVersionsOfEachProjectAreATableNewestFirst() throws StoreException {
    train(heads, TWELVE, 3, null);
    train(heads, SEVEN, 1, "the labels\nare too few");

    assertThat(versions.table(null))
        .containsExactly(
            "Project 12.1696257600: no training runs",
            "  version  in force  made                  because of      tasks  metrics",
            "  3        yes       2026-01-03T00:00:00Z  START_TRAINING  300    accuracy 0.93",
            "  2                  2026-01-02T00:00:00Z  START_TRAINING  200    accuracy 0.92",
            "  1                  2026-01-01T00:00:00Z  START_TRAINING  100    accuracy 0.91",
            "Project 7.1696257600: no training runs; the last one ended at 2026-01-09: the labels"
                + " are too few",
            "  version  in force  made                  because of      tasks  metrics",
            "  1        yes       2026-01-01T00:00:00Z  START_TRAINING  100    accuracy 0.91");
    assertThat(versions.table("7")).hasSize(3);
  }

  @Test
  void aStoreWithoutProjectsSaysSo() {
    assertThat(versions.table(null)).containsExactly("No project has used this backend yet.");
    assertThatThrownBy(() -> versions.table("12"))
        .hasMessageStartingWith(
            "There are no versions for project 12: no project has used this backend yet.");
  }

  @Test
  void aKeptVersionIsPutBackInForce() throws StoreException {
    train(heads, TWELVE, 3, null);

    assertThat(versions.rollBack(null, 2))
        .isEqualTo(
            "Version 2 is in force for project 12.1696257600, in place of version 3. Running"
                + " instances notice within LSML_VERSION_CHECK_SECONDS (5 s).");
    assertThat(heads.find(TWELVE).head().currentVersion()).isEqualTo(2);
    assertThat(versions.rollBack("12", 2))
        .isEqualTo("Version 2 is in force for project 12.1696257600 already; nothing to do.");
  }

  @Test
  void aVersionThatIsNotKeptIsToldWithThoseThatAre() throws StoreException {
    train(heads, TWELVE, 2, null);

    assertThatThrownBy(() -> versions.rollBack("12", 5))
        .hasMessage(
            "Version 5 cannot be put in force: version 5 is not kept; choose one of 1, 2. mvn"
                + " lsml:versions lists them");
    assertThat(heads.find(TWELVE).head().currentVersion()).isEqualTo(2);
  }

  @Test
  void whichProjectIsMeantIsAskedWhereItIsNotClear() throws StoreException {
    train(heads, TWELVE, 2, null);
    train(heads, new ProjectUid("12.1700000000"), 2, null);

    for (String named : new String[] {null, "12"}) {
      assertThatThrownBy(() -> versions.rollBack(named, 1))
          .hasMessage(
              "Which project to roll back is not clear: there are 12.1696257600, 12.1700000000."
                  + " Name one with -Dlabelstudio.project=, by its id or all of the above");
    }
    assertThat(versions.rollBack("12.1700000000", 1)).startsWith("Version 1 is in force");
    assertThat(heads.find(TWELVE).head().currentVersion()).isEqualTo(2);
  }

  @Test
  void aProjectThatIsNotThereIsToldWithThoseThatAre() throws StoreException {
    train(heads, TWELVE, 1, null);

    assertThatThrownBy(() -> versions.rollBack("13", 1))
        .hasMessage(
            "There are no versions for project 13: there are 12.1696257600. Check"
                + " -Dlabelstudio.project= and whether this is the backend's store");
  }

  @Test
  void theStoreOfALocalBackendIsOpenedByItsFolder(@TempDir Path folder) throws Exception {
    ObjectStore local = Stores.open(folder.toUri(), Map.of(), clock);
    train(heads(local), TWELVE, 2, null);

    assertThat(new Versions(local).rollBack(null, 1)).startsWith("Version 1 is in force");
    assertThat(Files.exists(folder.resolve("projects/12.1696257600/head.json"))).isTrue();
  }

  @Test
  void aStoreThatCannotBeOpenedIsTold(@TempDir Path folder) {
    assertThatThrownBy(() -> Stores.open(folder.resolve("none").toUri(), Map.of(), clock))
        .hasMessageStartingWith("There are no versions: there is no folder ")
        .hasMessageContaining("Serve and train with mvn -Plocal first");
    assertThatThrownBy(() -> Stores.open(URI.create("ftp://x"), Map.of(), clock))
        .hasMessageStartingWith(
            "The store ftp://x cannot be opened: nothing on the class path knows ftp:.");
  }
}
