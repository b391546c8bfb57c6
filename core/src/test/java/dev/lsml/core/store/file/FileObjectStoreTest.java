// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path temp;
  private Path root;
  private FileObjectStore store;

  @BeforeEach
  void open() {
    root = temp.resolve("parent").resolve(".lsml");
    store = storeAt(NOW);
  }

  private FileObjectStore storeAt(Instant now) {
    return new FileObjectStore(root, Clock.fixed(now, ZoneOffset.UTC));
  }

  private Revision create(String key, String text) throws StoreException {
    return written(store.put(new ObjectKey(key), bytes(text), Condition.absent()));
  }

  private static Revision written(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).revision();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private StoredObject present(String key) throws StoreException {
    return Objects.requireNonNull(store.get(new ObjectKey(key)), key);
  }

  private List<String> keys() throws StoreException {
    return store.list("", null, 1000).stream().map(entry -> entry.key().value()).toList();
  }

  private List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void ordinaryObjectsArePlainFilesUnderTheirKeys() throws Exception {
    create("projects/12.1696257600/head.json", "{\"version\":1}");
    create("projects/12.1696257600/versions/00000001/model.bin", "weights");

    assertThat(files(root))
        .containsExactly(
            ".store/lock",
            "projects/12.1696257600/head.json",
            "projects/12.1696257600/versions/00000001/model.bin");
    assertThat(root.resolve("projects/12.1696257600/head.json")).hasContent("{\"version\":1}");
  }

  @Test
  void anObjectWithAVeryLongKeyLiesBesideAFileThatTellsTheKey() throws Exception {
    String key = "k".repeat(1024);
    Revision revision = create(key, "content");

    String hash = sha256(key);
    assertThat(files(root.resolve(".store/long"))).containsExactly(hash + ".key", hash + ".object");
    assertThat(keys()).containsExactly(key);
    assertThat(store.delete(new ObjectKey(key), revision)).isTrue();
    assertThat(root.resolve(".store/long")).doesNotExist();
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
  }

  @Test
  void readingAnEmptyStoreMakesNothing() throws Exception {
    assertThat(store.get(new ObjectKey("a"))).isNull();
    assertThat(store.download(new ObjectKey("a"), temp.resolve("file"))).isFalse();
    assertThat(keys()).isEmpty();
    store.close();

    assertThat(root.getParent()).doesNotExist();
    assertThat(temp.resolve("file")).doesNotExist();
  }

  @Test
  void revisionsAndWritingTimesSurviveARestart() throws Exception {
    Revision first = create("a.json", "1");
    Revision second =
        written(store.put(new ObjectKey("a.json"), bytes("2"), Condition.matches(first)));

    store = storeAt(NOW.minus(Duration.ofHours(1)));
    assertThat(present("a.json").revision()).isEqualTo(second).isNotEqualTo(first);
    ObjectEntry entry = store.list("", null, 1).get(0);
    assertThat(entry.writtenAt()).isEqualTo(NOW.plusNanos(1000));
    assertThat(store.delete(new ObjectKey("a.json"), second)).isTrue();
    Revision third = create("a.json", "2");
    assertThat(third).isNotIn(first, second);
  }

  @Test
  void aFileThatAPersonEditsIsAtANewRevision() throws Exception {
    Revision first = create("a.json", "1");
    Files.writeString(root.resolve("a.json"), "edited");

    assertThat(present("a.json").bytes()).isEqualTo(bytes("edited"));
    assertThat(present("a.json").revision()).isNotEqualTo(first);
    assertThat(store.put(new ObjectKey("a.json"), bytes("2"), Condition.matches(first)))
        .isEqualTo(new WriteResult.Conflict());
    written(
        store.put(
            new ObjectKey("a.json"), bytes("3"), Condition.matches(present("a.json").revision())));
  }

  @Test
  void foldersThatDeletesLeaveEmptyAreRemoved() throws Exception {
    Revision deep = create("a/b/c/d.json", "1");
    create("a/e.json", "2");

    assertThat(store.delete(new ObjectKey("a/b/c/d.json"), deep)).isTrue();
    assertThat(root.resolve("a/b")).doesNotExist();
    assertThat(root.resolve("a/e.json")).exists();
  }

  @Test
  void filesOfOthersAreNotObjects() throws Exception {
    create("a/b.json", "1");
    create("k".repeat(1024), "2");
    Files.writeString(root.resolve(".DS_Store"), "x");
    Files.writeString(root.resolve("a/Thumbs.db"), "x");
    Files.writeString(root.resolve("a/notes"), "x");
    Files.writeString(root.resolve("a/%01.txt"), "x");
    Files.writeString(root.resolve("a/%2E%2E%"), "x");
    Files.createDirectories(root.resolve("a/folder.json"));
    Files.createDirectories(root.resolve("%2E/x"));
    Files.writeString(root.resolve(".store/long/torn.key"), "half a k");

    assertThat(keys()).containsExactly("a/b.json", "k".repeat(1024));
  }

  @Test
  void aPlainCopyOfTheFoldersIsAStore() throws Exception {
    Files.createDirectories(root.resolve("a"));
    Files.writeString(root.resolve("a/b.json"), "copied");

    assertThat(keys()).containsExactly("a/b.json");
    assertThat(present("a/b.json").bytes()).isEqualTo(bytes("copied"));
    assertThat(root.resolve(".store")).doesNotExist();
    written(
        store.put(
            new ObjectKey("a/b.json"),
            bytes("2"),
            Condition.matches(present("a/b.json").revision())));
  }

  @Test
  void theFolderMayVanishWhileTheStoreIsInUse() throws Exception {
    create("a.json", "1");
    for (String name : List.of("a.json", ".store/lock", ".store/tmp", ".store", "")) {
      Files.delete(root.resolve(name));
    }
    assertThat(store.get(new ObjectKey("a.json"))).isNull();
    assertThat(keys()).isEmpty();
    create("a.json", "2");
    assertThat(keys()).containsExactly("a.json");
  }

  @Test
  void whatKilledProcessesLeftIsNoObjectAndIsSweptAfterADay() throws Exception {
    create("a.json", "1");
    Path old = Files.writeString(root.resolve(".store/tmp/1-1"), "old");
    Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofHours(25))));
    Path young = Files.writeString(root.resolve(".store/tmp/1-2"), "young");
    Files.setLastModifiedTime(young, FileTime.from(NOW.minus(Duration.ofHours(23))));

    store = storeAt(NOW);
    assertThat(keys()).containsExactly("a.json");
    create("b.json", "2");
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(files(root.resolve(".store/tmp"))).containsExactly("1-2");
  }

  @Test
  void aTemporaryNameThatIsTakenIsPassedOver() throws Exception {
    Files.createDirectories(root.resolve(".store/tmp"));
    Path taken = root.resolve(".store/tmp/" + NOW.toEpochMilli() + "-1");
    Files.writeString(taken, "another process's");
    Files.setLastModifiedTime(taken, FileTime.from(NOW));
    create("a.json", "1");

    assertThat(taken).hasContent("another process's");
    assertThat(present("a.json").bytes()).isEqualTo(bytes("1"));
  }

  @Test
  void anInterruptedWriterWritesNothingAndLeavesTheLockFree() throws Exception {
    create("a.json", "1");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> create("b.json", "2"))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot write b.json: ");
    assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();

    assertThat(store.get(new ObjectKey("b.json"))).isNull();
    assertThat(files(root.resolve(".store/tmp"))).isEmpty();
    create("b.json", "3");
  }

  @Test
  void aWriteThatFailsSaysWhyAndLeavesNothing() throws Exception {
    Files.createDirectories(root);
    Files.writeString(root.resolve("a"), "a file where a folder should be");

    assertThatThrownBy(() -> create("a/b.json", "1"))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot write a/b.json: ")
        .hasMessageContaining(root.resolve("a").toString());
    assertThat(
            Files.notExists(root.resolve(".store/tmp"))
                || files(root.resolve(".store/tmp")).isEmpty())
        .isTrue();
  }

  @Test
  void aWritableFolderPassesTheCheckAndStaysEmpty() throws Exception {
    store.checkWritable();

    assertThat(files(root)).containsExactly(".store/lock");
    assertThat(keys()).isEmpty();
  }

  @Test
  void aFileInPlaceOfTheFolderIsToldWithTheRemedy() throws Exception {
    Files.createDirectories(root.getParent());
    Files.writeString(root, "x");

    assertThatThrownBy(store::checkWritable)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "cannot keep objects in the folder "
                + root
                + ": "
                + root
                + " is not a folder."
                + " Make the folder writable for the user that runs this, or choose another one"
                + " with LSML_STORE=file:FOLDER");
  }

  @Test
  void aFolderWithoutPermissionIsToldWithTheRemedy() throws Exception {
    Files.createDirectories(root);
    assumeTrue(Files.getFileStore(root).supportsFileAttributeView("posix"), "needs POSIX rights");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeTrue(!Files.isWritable(root), "the super-user may write everywhere");
      assertThatThrownBy(store::checkWritable)
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith(
              "cannot keep objects in the folder "
                  + root
                  + ": no permission for "
                  + root
                  + ". Make");
    } finally {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void aFolderThatTheSystemDoesNotLetAnyoneWriteIsToldWithTheRemedy() {
    Path system = Path.of("/sys/lsml");
    assumeTrue(Files.isDirectory(system.getParent()), "there is no /sys here");

    assertThatThrownBy(() -> new FileObjectStore(system, Clock.systemUTC()).checkWritable())
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot keep objects in the folder /sys/lsml: ")
        .hasMessageEndingWith("or choose another one with LSML_STORE=file:FOLDER");
  }
}
