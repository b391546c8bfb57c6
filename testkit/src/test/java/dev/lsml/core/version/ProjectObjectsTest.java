// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.Condition;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.testkit.InMemoryObjectStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Heads, configs and state as they lie in a store. */
class ProjectObjectsTest {
  private static final ProjectUid PROJECT = new ProjectUid("12.1696257600");
  private static final ProjectUid SAME_ID_ELSEWHERE = new ProjectUid("12.1700000000");

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final AtomicInteger ids = new AtomicInteger();
  private final Documents documents = new Documents(store, () -> "w" + ids.incrementAndGet());
  private final HeadStore heads = new HeadStore(documents);

  @Test
  void aProjectThatNeverTrainedHasAnEmptyHead() throws Exception {
    assertThat(new HeadReader(store).read(PROJECT)).isEqualTo(Head.EMPTY);
    assertThat(heads.find(PROJECT).revision()).isNull();
  }

  @Test
  void onlyTheWriterThatSawTheLastHeadReplacesIt() throws Exception {
    Revision first = heads.write(PROJECT, Head.EMPTY, null);

    assertThat(heads.write(PROJECT, Head.EMPTY, null)).isNull();
    Revision second = heads.write(PROJECT, Head.EMPTY, first);
    assertThat(second).isNotNull();
    assertThat(heads.write(PROJECT, Head.EMPTY, first)).isNull();
    assertThat(heads.find(PROJECT).revision()).isEqualTo(second);
  }

  @Test
  void equalHeadsAreStoredAsDifferentBytes() throws Exception {
    Revision first = heads.write(PROJECT, Head.EMPTY, null);
    byte[] before = store.get(new Keys(PROJECT).head()).bytes();
    heads.write(PROJECT, Head.EMPTY, first);

    assertThat(store.get(new Keys(PROJECT).head()).bytes()).isNotEqualTo(before);
  }

  @Test
  void rollingBackPutsAKeptVersionBackInForce() throws Exception {
    Head head = Head.EMPTY;
    for (int i = 1; i <= 3; i++) {
      VersionId id = new VersionId(i, "r");
      head =
          head.published(
              new VersionEntry(id, "m", "t", "c", 1, 1, "d", Map.of()),
              2,
              new LastRun(LastRun.End.PUBLISHED, "r", "c", "t", "t", i, 1, null));
    }
    heads.write(PROJECT, head, null);

    heads.rollBack(PROJECT, 2);

    assertThat(new HeadReader(store).read(PROJECT)).isEqualTo(head.rolledBack(2));
    assertThatThrownBy(() -> heads.rollBack(PROJECT, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("version 1 is not kept; choose one of 2, 3");
  }

  @Test
  void aDamagedHeadIsNamedAndNotTakenForAnEmptyOne() {
    store.put(new Keys(PROJECT).head(), "{".getBytes(UTF_8), Condition.absent());

    assertThatThrownBy(() -> new HeadReader(store).read(PROJECT))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot read projects/12.1696257600/head.json: not valid JSON")
        .hasMessageEndingWith("was it written by hand or by a newer lsml?");
  }

  @Test
  void aConfigIsStoredOnceUntilItChanges() throws Exception {
    ProjectConfigs configs = new ProjectConfigs(documents);
    ProjectConfig config =
        new ProjectConfig("<View/>", Map.of("lr", 0.1, "sizes", List.of(1L, 2L)), "http://ls");

    assertThat(ProjectConfigs.read(store, PROJECT)).isNull();
    configs.write(PROJECT, config);
    Revision first = store.get(new Keys(PROJECT).config()).revision();
    configs.write(PROJECT, config);

    assertThat(store.get(new Keys(PROJECT).config()).revision()).isEqualTo(first);
    assertThat(ProjectConfigs.read(store, PROJECT)).isEqualTo(config);
    ProjectConfig changed = new ProjectConfig("<View/>", null, null);
    configs.write(PROJECT, changed);
    assertThat(ProjectConfigs.read(store, PROJECT)).isEqualTo(changed);
    assertThat(ProjectConfigs.read(store, SAME_ID_ELSEWHERE)).isNull();
  }

  @Test
  void aDamagedConfigIsReplacedByTheNextSetup() throws Exception {
    store.put(new Keys(PROJECT).config(), "{}".getBytes(UTF_8), Condition.absent());
    assertThatThrownBy(() -> ProjectConfigs.read(store, PROJECT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("labelConfig must be a string, but is missing or null");

    ProjectConfig config = new ProjectConfig("<View/>", "text", null);
    new ProjectConfigs(documents).write(PROJECT, config);

    assertThat(ProjectConfigs.read(store, PROJECT)).isEqualTo(config);
  }

  @Test
  void stateIsKeptPerProjectAndKey() throws Exception {
    StoredProjectState state = new StoredProjectState(documents, PROJECT);

    assertThat(state.get("prompt")).isNull();
    state.set("prompt", "Say \"ü\"");
    state.set("count", "1");
    state.set("count", "2");

    assertThat(new StoredProjectState(documents, PROJECT).get("prompt")).isEqualTo("Say \"ü\"");
    assertThat(state.get("count")).isEqualTo("2");
    assertThat(new StoredProjectState(documents, SAME_ID_ELSEWHERE).get("count")).isNull();
    assertThatThrownBy(() -> state.set("../head", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a state key has 1 to 100 characters");
  }
}
