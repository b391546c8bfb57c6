// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.testkit.InMemoryObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionFilesTest {
  private static final ProjectUid PROJECT = new ProjectUid("12.1696257600");
  private static final Keys KEYS = new Keys(PROJECT);

  @TempDir Path cache;
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final AtomicInteger ids = new AtomicInteger();
  private final HeadStore heads =
      new HeadStore(new Documents(store, () -> "w" + ids.incrementAndGet()));
  private Head head = Head.EMPTY;

  @BeforeEach
  void publishAVersion() throws Exception {
    publish(1, Map.of("model.bin", "weights", "sub/words.txt", "good\nbad", "empty", ""), 10);
  }

  @Test
  void theVersionInForceIsBroughtWithAllItsFiles() throws Exception {
    LoadedVersion loaded = new VersionFiles(store, cache).loadCurrent(PROJECT);

    assertThat(loaded).isNotNull();
    assertThat(loaded.entry().number()).isEqualTo(1);
    assertThat(loaded.manifest().trainOutput()).isEqualTo(Map.of("n", 1L));
    assertThat(loaded.files().resolve("model.bin")).hasContent("weights");
    assertThat(loaded.files().resolve("sub/words.txt")).hasContent("good\nbad");
    assertThat(loaded.files().resolve("empty")).hasContent("");
    assertThat(cacheOf(PROJECT)).containsExactly("000001-run1");
  }

  @Test
  void aProjectWithoutVersionHasNothingToBring() throws Exception {
    assertThat(new VersionFiles(store, cache).loadCurrent(new ProjectUid("13.1"))).isNull();
  }

  @Test
  void aVersionIsReadFromTheHeadTheManifestAndOnceFromEachFile() throws Exception {
    List<String> calls = new ArrayList<>();
    new VersionFiles(recording(calls), cache).loadCurrent(PROJECT);

    assertThat(calls)
        .containsExactlyInAnyOrder(
            "get " + KEYS.head(),
            "get " + KEYS.manifest(id(1)),
            "download " + KEYS.file(id(1), "model.bin"),
            "download " + KEYS.file(id(1), "sub/words.txt"),
            "download " + KEYS.file(id(1), "empty"));
  }

  @Test
  void filesOfAnEarlierProcessAreUsedAgain() throws Exception {
    new VersionFiles(store, cache).loadCurrent(PROJECT);
    List<String> calls = new ArrayList<>();

    LoadedVersion loaded = new VersionFiles(recording(calls), cache).loadCurrent(PROJECT);

    assertThat(loaded.files().resolve("model.bin")).hasContent("weights");
    assertThat(calls).containsExactly("get " + KEYS.head(), "get " + KEYS.manifest(id(1)));
  }

  @Test
  void filesOfAnEarlierProcessThatWereDamagedAreBroughtAgain() throws Exception {
    LoadedVersion loaded = new VersionFiles(store, cache).loadCurrent(PROJECT);
    Files.writeString(loaded.files().resolve("model.bin"), "weighty");

    loaded = new VersionFiles(store, cache).loadCurrent(PROJECT);

    assertThat(loaded.files().resolve("model.bin")).hasContent("weights");
  }

  @Test
  void anyChangedOrMissingByteInTheStoreIsNoticedAndNothingIsKept() throws Exception {
    for (String name : List.of("model.bin", "sub/words.txt", "empty")) {
      ObjectKey key = KEYS.file(id(1), name);
      byte[] good = store.get(key).bytes();
      for (byte[] bad : damaged(good)) {
        replace(key, bad);
        assertThatThrownBy(() -> new VersionFiles(store, cache).loadCurrent(PROJECT))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("file " + name + " does not have its ")
            .hasMessageContaining("go back to another version");
        assertThat(cacheOf(PROJECT)).isEmpty();
      }
      replace(key, good);
    }
    assertThat(new VersionFiles(store, cache).loadCurrent(PROJECT)).isNotNull();
  }

  @Test
  void anyChangedByteOfTheManifestIsNoticed() throws Exception {
    ObjectKey key = KEYS.manifest(id(1));
    for (byte[] bad : damaged(store.get(key).bytes())) {
      replace(key, bad);
      assertThatThrownBy(() -> new VersionFiles(store, cache).loadCurrent(PROJECT))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("cannot use " + key + ": its digest is not the one");
    }
  }

  @Test
  void aVersionThatNewerOnesPushOutWhileItIsReadIsReplacedByTheNewer() throws Exception {
    ObjectReader slow =
        new ObjectReader() {
          private boolean published;

          @Override
          public StoredObject get(ObjectKey key) {
            return store.get(key);
          }

          @Override
          public boolean download(ObjectKey key, Path file) throws StoreException {
            if (!published) {
              published = true;
              try {
                publish(2, Map.of("model.bin", "better"), 1);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
              for (var entry : store.list(KEYS.versions() + id(1), null, 1000)) {
                store.delete(entry.key(), entry.revision());
              }
            }
            return store.download(key, file);
          }
        };

    LoadedVersion loaded = new VersionFiles(slow, cache).loadCurrent(PROJECT);

    assertThat(loaded.entry().number()).isEqualTo(2);
    assertThat(loaded.files().resolve("model.bin")).hasContent("better");
    assertThat(cacheOf(PROJECT)).containsExactly("000002-run2");
  }

  @Test
  void aFileThatIsMissingInTheStoreIsNamed() throws Exception {
    ObjectKey key = KEYS.file(id(1), "model.bin");
    store.delete(key, store.get(key).revision());

    assertThatThrownBy(() -> new VersionFiles(store, cache).loadCurrent(PROJECT))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot read " + key + ": it is not there");
  }

  @Test
  void aFolderLeftByACrashIsNotInTheWay() throws Exception {
    Path left = cache.resolve(PROJECT.value()).resolve("000001-run1.part0");
    Files.createDirectories(left);
    Files.writeString(left.resolve("model.bin"), "wei");

    LoadedVersion loaded = new VersionFiles(store, cache).loadCurrent(PROJECT);

    assertThat(loaded.files().resolve("model.bin")).hasContent("weights");
    assertThat(left.resolve("model.bin")).hasContent("wei");
  }

  @Test
  void aDiscardedVersionIsGoneHereButNotInTheStore() throws Exception {
    VersionFiles files = new VersionFiles(store, cache);
    files.loadCurrent(PROJECT);

    files.discard(PROJECT, id(1));
    files.discard(PROJECT, id(1));

    assertThat(cacheOf(PROJECT)).isEmpty();
    assertThat(files.loadCurrent(PROJECT).files().resolve("model.bin")).hasContent("weights");
  }

  @Test
  void aCacheThatCannotBeWrittenIsNamedWithTheRemedy() throws Exception {
    Path file = Files.writeString(cache.resolve("occupied"), "");

    assertThatThrownBy(() -> new VersionFiles(store, file).loadCurrent(PROJECT))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot keep version 000001-run1 in " + file)
        .hasMessageEndingWith("is the folder writable and is there space?");
  }

  private static VersionId id(int number) {
    return new VersionId(number, "run" + number);
  }

  private void publish(int number, Map<String, String> files, int keep) throws Exception {
    List<ManifestFile> list = new ArrayList<>();
    for (var file : files.entrySet()) {
      byte[] bytes = file.getValue().getBytes(UTF_8);
      store.put(KEYS.file(id(number), file.getKey()), bytes, Condition.absent());
      list.add(new ManifestFile(file.getKey(), bytes.length, Sha256.of(bytes)));
    }
    byte[] manifest =
        new Manifest(id(number), list, Map.of("n", number), Map.of(), Map.of()).bytes();
    store.put(KEYS.manifest(id(number)), manifest, Condition.absent());
    VersionEntry entry =
        new VersionEntry(id(number), Sha256.of(manifest), "t", "c", 1, 1, "d", Map.of());
    LastRun run = new LastRun(LastRun.End.PUBLISHED, "r", "c", "t", "t", number, 1, null);
    head = head.published(entry, keep, run);
    heads.write(PROJECT, head, heads.find(PROJECT).revision());
  }

  private void replace(ObjectKey key, byte[] bytes) {
    store.put(key, bytes, Condition.matches(store.get(key).revision()));
  }

  /** One bit flipped in each byte, one byte missing, one too many. */
  private static List<byte[]> damaged(byte[] good) {
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) (1 << (i % 8));
      all.add(bad);
    }
    if (good.length > 0) {
      all.add(java.util.Arrays.copyOf(good, good.length - 1));
    }
    all.add(java.util.Arrays.copyOf(good, good.length + 1));
    return all;
  }

  private List<String> cacheOf(ProjectUid project) throws Exception {
    try (Stream<Path> children = Files.list(cache.resolve(project.value()))) {
      return children.map(path -> path.getFileName().toString()).toList();
    }
  }

  private ObjectReader recording(List<String> calls) {
    return new ObjectReader() {
      @Override
      public StoredObject get(ObjectKey key) {
        calls.add("get " + key);
        return store.get(key);
      }

      @Override
      public boolean download(ObjectKey key, Path file) throws StoreException {
        calls.add("download " + key);
        return store.download(key, file);
      }
    };
  }
}
