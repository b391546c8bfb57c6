// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.preannotate.rows.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFileTest {
  private static final Map<String, String> RUN = Map.of("model version", "v1");
  private static final int ROWS = 40;

  @TempDir Path folder;

  private ImportFile open(Path in, long partBytes) throws IOException {
    return ImportFile.open(in.resolve("tasks.json"), RUN, "input", partBytes, false);
  }

  /** Goes on from where the file is: every fifth row is a reject, every third is committed. */
  private static void write(ImportFile file, int end) throws IOException {
    Progressed at = file.committed();
    for (long row = at.rows(); row < end; row++) {
      boolean reject = row % 5 == 4;
      byte[] json = Long.toString(row).getBytes(StandardCharsets.UTF_8);
      if (reject) {
        file.reject(json);
      } else {
        file.task(json);
      }
      at =
          new Progressed(
              row + 1, row, at.tasks() + (reject ? 0 : 1), at.rejects() + (reject ? 1 : 0), 0);
      if (row % 3 == 2) {
        file.commit(at);
      }
    }
    if (end == ROWS) {
      file.finish(at);
    }
  }

  private static List<Object> tasks(Path in, List<Path> parts) throws IOException {
    List<Object> tasks = new ArrayList<>();
    for (Path part : parts) {
      byte[] json = Files.readAllBytes(in.resolve(part.getFileName()));
      JsonView.of(Json.read(json)).items().forEach(item -> tasks.add(item.value()));
    }
    return tasks;
  }

  private static void assertWhole(Path in, List<Path> parts) throws IOException {
    List<Object> tasks = new ArrayList<>();
    List<String> rejects = new ArrayList<>();
    for (long row = 0; row < ROWS; row++) {
      if (row % 5 == 4) {
        rejects.add(Long.toString(row));
      } else {
        tasks.add(row);
      }
    }
    assertThat(tasks(in, parts)).isEqualTo(tasks);
    assertThat(in.resolve("tasks.json.rejects.jsonl")).hasContent(String.join("\n", rejects));
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = Files.createDirectory(folder.resolve(name));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  /** A journal line that was not written whole, or not at all, after the files were. */
  private void assertEveryCutGoesOn(long partBytes) throws IOException {
    Path begun = Files.createDirectory(folder.resolve("begun"));
    try (ImportFile file = open(begun, partBytes)) {
      write(file, ROWS - 3);
    }
    byte[] journal = Files.readAllBytes(begun.resolve("tasks.json.journal"));
    for (int cut = 0; cut <= journal.length; cut++) {
      boolean isNearAnEnd = cut > 0 && cut < journal.length && journal[cut] == '\n';
      if (!isNearAnEnd && cut % 37 != 0) {
        continue; // every cut forces files to the disk a dozen times
      }
      Path here = copy(begun, "cut" + cut);
      Files.write(here.resolve("tasks.json.journal"), Arrays.copyOf(journal, cut));
      try (ImportFile file = open(here, partBytes)) {
        assertThat(file.committed().rows() % 3).isZero();
        write(file, ROWS);
        assertWhole(here, file.parts());
      }
      try (Stream<Path> files = Files.list(here)) {
        assertThat(files.map(f -> f.getFileName().toString()))
            .noneMatch(f -> f.contains("partial"));
      }
    }
  }

  @Test
  void wheneverItIsCutOffItGoesOnAndIsWhole() throws IOException {
    assertEveryCutGoesOn(0);
  }

  @Test
  void wheneverItIsCutOffItsPartsGoOnAndAreWhole() throws IOException {
    assertEveryCutGoesOn(40);
  }

  @Test
  void aFinishedOutputGetsTheNamesThatAKillHasLeftOut() throws IOException {
    List<Path> parts;
    try (ImportFile file = open(folder, 40)) {
      write(file, ROWS);
      parts = file.parts();
    }
    assertThat(parts).hasSizeGreaterThan(3);
    Path second = parts.get(1);
    Files.move(second, second.resolveSibling(second.getFileName() + ".partial"));
    try (ImportFile file = open(folder, 40)) {
      assertThat(file.isFinished()).isTrue();
      assertWhole(folder, file.parts());
    }
  }

  @Test
  void aDamagedLineOfTheJournalAndWhatFollowsItDoNotCount() throws IOException {
    try (ImportFile file = open(folder, 0)) {
      write(file, 20);
      assertThat(file.committed().rows()).isEqualTo(18);
    }
    Path journal = folder.resolve("tasks.json.journal");
    List<String> lines = new ArrayList<>(Files.readAllLines(journal));
    lines.set(3, lines.get(3).replace("\"rows\":9", "\"rows\":8"));
    Files.write(journal, lines);
    try (ImportFile file = open(folder, 0)) {
      assertThat(file.committed().rows()).isEqualTo(6);
      write(file, ROWS);
      assertWhole(folder, file.parts());
    }
  }

  @Test
  void twoRunsDoNotWriteTheSameOutput() throws IOException {
    try (ImportFile file = open(folder, 0)) {
      assertThat(file.isFinished()).isFalse();
      assertThatThrownBy(() -> open(folder, 0))
          .isInstanceOf(Trouble.class)
          .hasMessageContaining("The output is being written already");
    }
  }

  @Test
  void anotherModelVersionDoesNotGoOn() throws IOException {
    try (ImportFile file = open(folder, 0)) {
      write(file, 20);
    }
    assertThatThrownBy(
            () ->
                ImportFile.open(
                    folder.resolve("tasks.json"), Map.of("model version", "v2"), "input", 0, false))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("was begun by another run: its model version was v1 and is now v2");
  }

  @Test
  void anOutputThatSomeoneHasTakenAwayIsMissed() throws IOException {
    try (ImportFile file = open(folder, 0)) {
      write(file, 20);
    }
    Files.delete(folder.resolve("tasks.json.partial"));
    assertThatThrownBy(() -> open(folder, 0))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("tasks.json.partial has 0 bytes, and the journal says ")
        .hasMessageContaining("Bring that file back, or begin anew with --restart");
    try (ImportFile file = ImportFile.open(folder.resolve("tasks.json"), RUN, "input", 0, true)) {
      write(file, ROWS);
      assertWhole(folder, file.parts());
    }
  }
}
