// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import static dev.lsml.core.files.FilesFixture.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.files.TaskFileException.Step;
import dev.lsml.core.labelstudio.LoopbackServer;
import dev.lsml.core.labelstudio.LoopbackServer.Answer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileCacheTest {
  @TempDir Path parent;

  private FilesFixture fixture;
  private LoopbackServer server;

  /** Each path answers with 100 bytes. */
  @BeforeEach
  void start() {
    server = new LoopbackServer(request -> Answer.text(request.path() + "x".repeat(98)));
    fixture = new FilesFixture(parent.resolve("made/when/needed")).allow("127.0.0.1");
    fixture.maxFileBytes = 150;
    fixture.maxCacheBytes = 300;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aFileIsFetchedOnceAndKeptUnderANameThatTellsNothingOfItsAddress() {
    TaskFiles files = fixture.files();

    Path path = files.file(TASK, uri("a") + ".JPG?sig=1");

    assertThat(path.getFileName().toString()).matches("[0-9a-f]{64}\\.jpg");
    assertThat(files.file(TASK, uri("a") + ".JPG?sig=1")).isEqualTo(path);
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void makingAResolverTouchesNoDisk() {
    fixture.files();

    assertThat(fixture.folder).doesNotExist();
  }

  @Test
  void theFolderIsForThisUserAlone() throws Exception {
    fixture.files().file(TASK, uri("a"));

    if (fixture.folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(Files.getPosixFilePermissions(fixture.folder)).hasSize(3);
    }
  }

  @Test
  void theLeastRecentlyUsedFilesMakeRoom() throws Exception {
    TaskFiles files = fixture.files();
    files.bytes(TASK, uri("a"));
    files.bytes(TASK, uri("b"));
    files.bytes(TASK, uri("c"));
    files.bytes(TASK, uri("a"));

    files.bytes(TASK, uri("d"));

    assertThat(fetched("a", files)).isFalse();
    assertThat(fetched("c", files)).isFalse();
    assertThat(fetched("d", files)).isFalse();
    assertThat(fetched("b", files)).isTrue();
    assertThat(size()).isLessThanOrEqualTo(300);
  }

  @Test
  void aFileThatIsHeldOpenIsNeverRemoved() throws Exception {
    TaskFiles files = fixture.files();
    try (TaskFile held = files.open(TASK, uri("a"))) {
      for (String name : List.of("b", "c", "d", "e")) {
        files.bytes(TASK, uri(name));
      }

      assertThat(held.bytes()).hasSize(100);
      assertThat(held.path()).exists();
      held.close();
    }

    for (String name : List.of("f", "g", "h")) {
      files.bytes(TASK, uri(name));
    }
    assertThat(fetched("a", files)).isTrue();
  }

  @Test
  void closingAFileTwiceReleasesItOnce() {
    TaskFiles files = fixture.files();
    TaskFile one = files.open(TASK, uri("a"));
    try (TaskFile two = files.open(TASK, uri("a"))) {
      one.close();
      one.close();
      for (String name : List.of("b", "c", "d")) {
        files.bytes(TASK, uri(name));
      }

      assertThat(two.path()).exists();
    }
  }

  @Test
  void aPathThatWasHandedOutIsKeptForTheTimePromised() {
    TaskFiles files = fixture.files();
    Path path = files.file(TASK, uri("a"));
    fixture.clock.pass(Duration.ofSeconds(59));
    for (String name : List.of("b", "c", "d")) {
      files.bytes(TASK, uri(name));
    }
    assertThat(path).exists();

    fixture.clock.pass(Duration.ofSeconds(1));
    for (String name : List.of("e", "f", "g")) {
      files.bytes(TASK, uri(name));
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void aCacheFullOfFilesInUseRefusesTheNextRatherThanTakingOneAway() {
    TaskFiles files = fixture.files();
    List<TaskFile> held = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      held.add(files.open(TASK, uri(name)));
    }

    assertThatThrownBy(() -> files.open(TASK, uri("d")))
        .isInstanceOfSatisfying(
            TaskFileException.class, e -> assertThat(e.step()).isEqualTo(Step.CACHE))
        .hasMessageContaining("files in use fill the cache of 300 bytes")
        .hasMessageContaining("Close files after use");
    assertThat(held).allSatisfy(file -> assertThat(file.path()).exists());

    held.get(1).close();
    files.open(TASK, uri("d")).close();
  }

  @Test
  void anOpenStreamOutlivesTheFilesRemoval() throws Exception {
    TaskFiles files = fixture.files();
    try (InputStream stream = files.stream(TASK, uri("a"))) {
      for (String name : List.of("b", "c", "d")) {
        files.bytes(TASK, uri(name));
      }

      assertThat(stream.readAllBytes()).hasSize(100);
    }
  }

  @Test
  void manyThreadsThatWantOneFileShareOneDownload() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger downloads = new AtomicInteger();
    try (LoopbackServer slow =
        new LoopbackServer(
            request -> {
              downloads.incrementAndGet();
              arrived.countDown();
              go.await();
              return Answer.text("shared");
            })) {
      TaskFiles files = fixture.files();

      List<String> contents =
          concurrently(16, arrived, go, () -> new String(files.bytes(TASK, slow.url() + "/f")));

      assertThat(contents).hasSize(16).containsOnly("shared");
      assertThat(downloads).hasValue(1);
    }
  }

  @Test
  void threadsThatWaitForADownloadThatFailsShareTheFailureAndALaterCallTriesAgain()
      throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger downloads = new AtomicInteger();
    try (LoopbackServer slow =
        new LoopbackServer(
            request -> {
              if (downloads.incrementAndGet() > 1) {
                return Answer.text("later");
              }
              arrived.countDown();
              go.await();
              return Answer.status(500);
            })) {
      TaskFiles files = fixture.files();

      List<String> outcomes =
          concurrently(
              8,
              arrived,
              go,
              () -> {
                try {
                  return new String(files.bytes(TASK, slow.url() + "/f"));
                } catch (TaskFileException e) {
                  return e.reason();
                }
              });

      // A thread that only came after the failure rightly tries again, and succeeds.
      assertThat(outcomes).contains(slow.url() + " answered 500");
      assertThat(downloads.get()).isLessThanOrEqualTo(2);
      assertThat(files.bytes(TASK, slow.url() + "/f")).asString().isEqualTo("later");
    }
  }

  @Test
  void threadsThatFetchMoreThanFitsNeverSeeATornOrMissingFile() throws Exception {
    fixture.maxCacheBytes = 800;
    TaskFiles files = fixture.files();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int start = thread;
        futures.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    String name = String.valueOf((char) ('a' + (start * 3 + i * 7) % 20));
                    try (TaskFile file = files.open(TASK, uri(name))) {
                      assertThat(file.bytes()).hasSize(100).startsWith('/', name.charAt(0));
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        future.get(60, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(size()).isLessThanOrEqualTo(800);
  }

  @Test
  void aRestartFindsTheFilesAgainAndClearsTornDownloads() throws Exception {
    fixture.files().bytes(TASK, uri("a.part"));
    Path torn = Files.writeString(fixture.folder.resolve("0".repeat(64) + ".1~"), "torn");
    Path running = Files.writeString(fixture.folder.resolve("1".repeat(64) + ".2~"), "run");
    Instant now = fixture.clock.instant();
    Files.setLastModifiedTime(torn, FileTime.from(now.minus(Duration.ofMinutes(61))));
    Files.setLastModifiedTime(running, FileTime.from(now.minus(Duration.ofMinutes(59))));

    TaskFiles restarted = fixture.files();

    assertThat(fetched("a.part", restarted)).isFalse();
    assertThat(torn).doesNotExist();
    assertThat(running).exists();
  }

  @Test
  void aRestartCountsWhatIsThereAndRemovesTheOldestFirst() throws Exception {
    TaskFiles before = fixture.files();
    Path old = before.file(TASK, uri("a"));
    before.bytes(TASK, uri("b"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
    TaskFiles restarted = fixture.files();

    restarted.bytes(TASK, uri("c"));
    restarted.bytes(TASK, uri("d"));

    assertThat(old).doesNotExist();
    assertThat(fetched("b", restarted)).isFalse();
    assertThat(size()).isLessThanOrEqualTo(300);
  }

  @Test
  void aFileThatSomebodyElseRemovedIsFetchedAgain() throws Exception {
    TaskFiles files = fixture.files();
    Files.delete(files.file(TASK, uri("a")));
    assertThat(fetched("a", files)).isTrue();

    try (Stream<Path> all = Files.list(fixture.folder)) {
      for (Path path : all.toList()) {
        Files.delete(path);
      }
    }
    Files.delete(fixture.folder);
    assertThat(fetched("a", files)).isTrue();
  }

  @Test
  void aFolderThatCannotBeUsedIsSaidWithTheRemedy() throws Exception {
    fixture.folder = Files.writeString(parent.resolve("a-file"), "").resolve("below");

    assertThatThrownBy(() -> fixture.files().file(TASK, uri("a")))
        .isInstanceOfSatisfying(
            TaskFileException.class, e -> assertThat(e.step()).isEqualTo(Step.CACHE))
        .hasMessageContaining("cannot be used")
        .hasMessageContaining("a folder that it may write to");
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void contentInsideTheTaskGetsAFileToo() {
    Path path = fixture.files().file(TASK, "data:text/plain;base64,aGVsbG8=");

    assertThat(path).hasContent("hello").hasExtension("txt");
  }

  @Test
  void aFileLargerThanTheCacheIsNoUsefulLimit() {
    assertThatThrownBy(() -> new FileLimits(2, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fit into the cache: 2 of 1 bytes");
  }

  private String uri(String name) {
    return server.url() + "/" + name;
  }

  private boolean fetched(String name, TaskFiles files) {
    int before = server.seen().size();
    files.bytes(TASK, uri(name));
    return server.seen().size() > before;
  }

  private long size() throws Exception {
    long size = 0;
    try (Stream<Path> all = Files.list(fixture.folder)) {
      for (Path path : all.toList()) {
        size += Files.size(path);
      }
    }
    return size;
  }

  private static List<String> concurrently(
      int threads,
      CountDownLatch arrived,
      CountDownLatch go,
      java.util.concurrent.Callable<String> call)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<String>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(pool.submit(call));
      }
      assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
      go.countDown();
      List<String> results = new ArrayList<>();
      for (Future<String> future : futures) {
        results.add(future.get(30, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
