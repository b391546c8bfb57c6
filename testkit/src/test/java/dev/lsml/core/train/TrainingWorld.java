// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.protocol.TaskCodec;
import dev.lsml.core.protocol.WebhookEvent;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.version.Head;
import dev.lsml.core.version.HeadReader;
import dev.lsml.core.version.Keys;
import dev.lsml.core.version.Manifest;
import dev.lsml.core.version.ManifestFile;
import dev.lsml.core.version.Sha256;
import dev.lsml.core.version.VersionEntry;
import dev.lsml.core.version.VersionId;
import dev.lsml.testkit.InMemoryObjectStore;
import dev.lsml.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Label Studio whose projects hold nothing but a number of annotations, one per task, and the
 * store that any number of backend processes share.
 */
final class TrainingWorld {
  static final ProjectUid PROJECT = new ProjectUid("12.1696257600");
  static final LabelConfig CONFIG =
      LabelConfig.parse(
          "<View><Text name='t' value='$t'/><Choices name='c' toName='t'><Choice value='Good'/>"
              + "</Choices></View>");

  final ManualClock clock = ManualClock.atNewYear();
  final InMemoryObjectStore store = new InMemoryObjectStore(clock);
  final Path folder;
  final AtomicInteger fits = new AtomicInteger();
  int keep = 3;
  int attempts = 4;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<ProjectUid, Integer> annotations = new ConcurrentHashMap<>();
  private final Map<VersionId, Integer> published = new HashMap<>();

  TrainingWorld(Path folder) {
    this.folder = folder;
  }

  String freshId() {
    return "id" + ids.incrementAndGet();
  }

  /** A process with this world's store. */
  TrainingProcess process(String name) {
    return new TrainingProcess(this, name, store);
  }

  /** A process with another view of this world's store. */
  TrainingProcess process(String name, ObjectStore view) {
    return new TrainingProcess(this, name, view);
  }

  /** Someone annotates; gives the event that Label Studio then sends. */
  WebhookEvent annotate(int count) {
    return annotate(PROJECT, count);
  }

  WebhookEvent annotate(ProjectUid project, int count) {
    int total = annotations.merge(project, count, Integer::sum);
    return new WebhookEvent("ANNOTATION_CREATED", project, null, count, (long) total);
  }

  int annotations() {
    return annotations.getOrDefault(PROJECT, 0);
  }

  WebhookEvent button() {
    return new WebhookEvent("START_TRAINING", PROJECT, null, 0, (long) annotations());
  }

  TrainingData data(ProjectUid project) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 1; i <= annotations.getOrDefault(project, 0); i++) {
      tasks.add(
          TaskCodec.task(
              JsonView.of(
                  Json.read(
                      "{\"id\":"
                          + i
                          + ",\"data\":{\"t\":\"x\"},\"annotations\":[{\"id\":1,\"result\":[{\"from_name\":"
                          + "\"c\",\"to_name\":\"t\",\"type\":\"choices\",\"value\":{\"choices\":[\"Good\"]}}]}]}"))));
    }
    return new TrainingData(
        CONFIG, tasks.isEmpty() ? List.<List<Task>>of().iterator() : List.of(tasks).iterator());
  }

  Head head() throws StoreException {
    return new HeadReader(store).read(PROJECT);
  }

  boolean isPending() {
    return store.get(new Keys(PROJECT).pending()) != null;
  }

  /** How many annotations the newest version learned from; 0 when there is no version. */
  int newest() throws StoreException {
    VersionEntry newest = head().newest();
    return newest == null ? 0 : learned(newest);
  }

  /** How many annotations the version in force learned from; 0 when there is no version. */
  int served() throws StoreException {
    VersionEntry current = head().current();
    return current == null ? 0 : learned(current);
  }

  /**
   * Everything that must hold at any moment: the history has no gap, each kept version is stored
   * whole, and none has changed since it was first seen.
   */
  void check() throws StoreException {
    Head head = head();
    int expected = head.lastVersion() - head.history().size() + 1;
    for (VersionEntry entry : head.history()) {
      assertThat(entry.number()).as("history of %s", head).isEqualTo(expected++);
      int learned = learned(entry);
      Integer before = published.put(entry.id(), learned);
      assertThat(before == null ? learned : before).isEqualTo(learned);
      assertThat(entry.annotations()).isEqualTo(learned);
    }
    if (head.lastVersion() > 0) {
      assertThat(head.current()).isNotNull();
    }
  }

  /**
   * How much a version learned: manifest and files have their digests, and files and train output
   * agree. Reads the store alone, since thousands of runs would wear a disk out.
   */
  private int learned(VersionEntry entry) {
    Keys keys = new Keys(PROJECT);
    byte[] bytes = stored(keys.manifest(entry.id()));
    assertThat(Sha256.of(bytes)).isEqualTo(entry.manifestSha256());
    Manifest manifest = Manifest.parse(bytes);
    assertThat(manifest.files())
        .extracting(ManifestFile::path)
        .containsExactlyInAnyOrder("deep/words.txt", "weights.txt");
    Object learned = manifest.trainOutput().get("learned");
    for (ManifestFile file : manifest.files()) {
      byte[] content = stored(keys.file(entry.id(), file.path()));
      assertThat(Sha256.of(content)).isEqualTo(file.sha256());
      assertThat(new String(content, StandardCharsets.UTF_8)).isEqualTo(learned);
    }
    return Integer.parseInt(String.valueOf(learned));
  }

  private byte[] stored(ObjectKey key) {
    StoredObject object = store.get(key);
    assertThat(object).as("%s", key).isNotNull();
    return object.bytes();
  }

  /** The versions that any object is stored of. */
  TreeSet<String> storedVersions() {
    TreeSet<String> versions = new TreeSet<>();
    Keys keys = new Keys(PROJECT);
    ObjectKey after = null;
    for (List<ObjectEntry> page = store.list(keys.versions(), after, 7);
        !page.isEmpty();
        page = store.list(keys.versions(), after, 7)) {
      for (ObjectEntry entry : page) {
        after = entry.key();
        versions.add(String.valueOf(keys.versionOf(after)));
      }
    }
    return versions;
  }

  /** Lets another process do all that is left to do, time passing as it must. */
  void recover() throws StoreException {
    TrainingProcess process = process("recovery");
    for (int i = 0; i < 20; i++) {
      TrainingOutcome outcome = process.runner().run(PROJECT);
      if (outcome instanceof TrainingOutcome.NothingPending) {
        return;
      } else if (outcome instanceof TrainingOutcome.AlreadyRunning running) {
        clock.set(running.until());
      } else if (outcome instanceof TrainingOutcome.NotDue notDue) {
        clock.set(notDue.dueAt());
      } else {
        assertThat(outcome)
            .isInstanceOfAny(TrainingOutcome.Published.class, TrainingOutcome.Skipped.class);
      }
      check();
    }
    throw new AssertionError("there is no end of work");
  }
}
