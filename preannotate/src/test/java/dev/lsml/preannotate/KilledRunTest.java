// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonItems;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are processes of their own, since only those can be killed and given little memory. */
class KilledRunTest {
  @TempDir Path folder;

  private Process start(List<String> jvm, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Preannotate.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("LSML_"));
    builder.environment().put("MODEL_DIR", folder.resolve("store").toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Kills a process when it has come to somewhere, by chance; true when it was faster. */
  private boolean killed(Process process, Random random, int most) throws InterruptedException {
    if (process.waitFor(random.nextInt(most), TimeUnit.MILLISECONDS)) {
      assertThat(process.exitValue()).as(this::log).isIn(0, 3);
      return false;
    }
    process.toHandle().destroyForcibly();
    process.waitFor();
    return true;
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void write(Path input, int rows) throws IOException {
    try (Writer out = Files.newBufferedWriter(input)) {
      out.write("id,text\n");
      for (int i = 0; i < rows; i++) {
        // Every tenth has too many values.
        out.write(i + (i % 10 == 3 ? ",a,b\n" : ",\"text " + i + "\nof a row\"\n"));
      }
    }
  }

  /** Every row is once in the tasks or once in the rejects, both in order. */
  private void assertComplete(int rows) throws IOException {
    int task = 0;
    try (InputStream in = Files.newInputStream(folder.resolve("tasks.json"));
        JsonItems items = JsonItems.of(in)) {
      for (int i = 0; i < rows; i++) {
        if (i % 10 != 3) {
          assertThat(items.next()).isTrue();
          JsonView item = JsonView.of(items.value());
          assertThat(item.get("data").get("id").string()).isEqualTo(Integer.toString(i));
          assertThat(item.get("predictions").items()).hasSize(1);
          task++;
        }
      }
      assertThat(items.next()).isFalse();
    }
    assertThat(task).isEqualTo(rows - rows / 10);
    List<String> rejects = Files.readAllLines(folder.resolve("tasks.json.rejects.jsonl"));
    assertThat(rejects).hasSize(rows / 10);
    for (int i = 0; i < rejects.size(); i++) {
      assertThat(JsonView.of(Json.read(rejects.get(i))).get("raw").items().get(0).string())
          .isEqualTo(Integer.toString(10 * i + 3));
    }
  }

  @Test
  void aRunThatIsKilledAgainAndAgainLosesNoRowAndRepeatsNone() throws Exception {
    int rows = 60_000;
    Path input = folder.resolve("in.csv");
    write(input, rows);
    Path config = Files.writeString(folder.resolve("config.xml"), MoodModel.CONFIG);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int kills = 0;
    for (int most = 600; ; most += 150) { // ever longer, or a slow machine would never finish
      Process process =
          start(
              List.of("-XX:TieredStopAtLevel=1", "-D" + Preannotate.COMMIT_MILLIS + "=20"),
              Map.of(),
              "--input",
              input.toString(),
              "--output",
              folder.resolve("tasks.json").toString(),
              "--label-config",
              config.toString());
      if (!killed(process, random, most)) {
        break;
      }
      kills++;
      if (Files.exists(folder.resolve("tasks.json"))) {
        break; // it was at its end; what has this name is whole
      }
    }
    assertThat(kills).as("seed " + seed).isPositive();
    assertComplete(rows);
  }

  @Test
  void aProjectWhoseRunIsKilledGetsEachPredictionOnce() throws Exception {
    Random random = new Random();
    try (FakeProject project = new FakeProject(2000)) {
      int most = 600;
      while (killed(
          start(
              List.of("-XX:TieredStopAtLevel=1"),
              Map.of("LABEL_STUDIO_URL", project.url(), "LABEL_STUDIO_API_KEY", FakeProject.KEY),
              "--project",
              "12",
              "--rejects",
              folder.resolve("rejects.jsonl").toString()),
          random,
          most)) {
        most += 150;
      }
      assertThat(project.counts().values()).containsOnly(1).hasSize(2000);
    }
  }

  @Test
  void aMillionRowsTakeTheMemoryOfAFew() throws Exception {
    int rows = 1_000_000;
    Path input = folder.resolve("in.csv");
    write(input, rows);
    Path config = Files.writeString(folder.resolve("config.xml"), MoodModel.CONFIG);
    Process process =
        start(
            List.of("-Xmx64m", "-XX:+UseSerialGC"),
            Map.of(),
            "--input",
            input.toString(),
            "--output",
            folder.resolve("tasks.json").toString(),
            "--label-config",
            config.toString());
    assertThat(process.waitFor()).as(this::log).isEqualTo(3);
    assertThat(log()).contains("900,000 tasks of 1,000,000 rows");
    assertComplete(rows);
  }
}
