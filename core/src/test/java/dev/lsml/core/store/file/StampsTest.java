// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.store.Revision;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampsTest {
  private static final long NOW = 1_767_225_600_000_000L;

  @TempDir Path folder;
  private Path lock;
  private FileChannel channel;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    lock = folder.resolve("lock");
    file = Files.createFile(folder.resolve("file"));
    channel =
        FileChannel.open(
            lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @AfterEach
  void close() throws IOException {
    channel.close();
  }

  private long stamp(long now, long above) throws IOException {
    return Long.parseLong(new Stamps(channel).stamp(file, now, above).value());
  }

  @Test
  void aStampIsTheTimeOfWritingAndTheFilesModificationTime() throws Exception {
    Revision revision = new Stamps(channel).stamp(file, NOW, 0);

    assertThat(revision).isEqualTo(new Revision("1767225600000000"));
    assertThat(Stamps.revisionOf(file)).isEqualTo(revision);
    assertThat(Files.getLastModifiedTime(file)).hasToString("2026-01-01T00:00:00Z");
    assertThat(lock).hasContent("0001767225600000000");
  }

  @Test
  void stampsRiseWhateverTheClockSays() throws Exception {
    assertThat(stamp(NOW, 0)).isEqualTo(NOW);
    assertThat(stamp(NOW, 0)).isEqualTo(NOW + 1);
    assertThat(stamp(NOW - 3_600_000_000L, 0)).isEqualTo(NOW + 2);
    assertThat(stamp(NOW + 10, 0)).isEqualTo(NOW + 10);
    assertThat(stamp(NOW, NOW + 100)).isEqualTo(NOW + 101);
    assertThat(stamp(NOW, 0)).isEqualTo(NOW + 102);
  }

  @Test
  void aDamagedLockFileLeavesTheClockAndTheReplacedFileToDecide() throws Exception {
    for (String damaged : List.of("", "12", "not digits at all, but long")) {
      Files.writeString(lock, damaged);
      assertThat(stamp(NOW, 0)).as("after '%s'", damaged).isEqualTo(NOW);
    }
    Files.write(lock, new byte[20]);
    assertThat(stamp(NOW, NOW)).isEqualTo(NOW + 1);
  }

  @Test
  void onAFileSystemWithCoarseTimesStampsRunAheadOfTheClock() throws Exception {
    // FAT keeps even seconds.
    Stamps coarse = new Stamps(channel, (path, stamp) -> stamp - stamp % 2_000_000);
    List<Long> stamps = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      stamps.add(Long.parseLong(coarse.stamp(file, NOW + i, 0).value()));
    }
    assertThat(stamps)
        .containsExactly(NOW, NOW + 2_000_000, NOW + 4_000_000, NOW + 6_000_000, NOW + 8_000_000);
  }

  @Test
  void aFileSystemWithoutTimesIsRefused() {
    Stamps none = new Stamps(channel, (path, stamp) -> 0L);

    assertThatThrownBy(() -> none.stamp(file, NOW, 0))
        .isInstanceOf(IOException.class)
        .hasMessage("the file system does not keep the modification time of " + file);
  }
}
