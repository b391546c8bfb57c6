// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import dev.lsml.e2e.parts.SourceCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A clone of this repository, whose example is deployed, and the terminal in which a person types
 * Maven's commands there. Each run's output is kept in a file of its own.
 */
final class Project implements AutoCloseable {
  private static final Path MODEL =
      Path.of(
          "examples/text-classifier/src/main/java/dev/lsml/examples/textclassifier",
          "TextClassifier.java");

  private final Path clone;
  private final Path logs;
  private final Map<String, String> environment;
  private final List<String> settings;
  private final List<MavenRun> running = new ArrayList<>();
  private final String model;
  private int runs;

  /**
   * Makes the clone.
   *
   * @param environment of every command
   * @param settings that every command is given
   */
  Project(Path folder, Map<String, String> environment, List<String> settings) throws IOException {
    this.clone = folder.resolve("clone");
    this.logs = Files.createDirectories(folder.resolve("maven"));
    this.environment = environment;
    this.settings = settings;
    SourceCopy.of(Path.of(System.getProperty("lsml.root")), clone);
    model = Files.readString(clone.resolve(MODEL));
  }

  /** {@code mvn deploy -Pgcp}, to its end. */
  MavenRun.Result deploy() throws IOException, InterruptedException {
    return startDeploy().await();
  }

  /** {@code mvn deploy -Pgcp}, to its beginning. */
  MavenRun startDeploy() throws IOException {
    return start("deploy", List.of("deploy", "-Pgcp"));
  }

  /** A goal of the plugin, to its end. */
  MavenRun.Result goal(String goal, String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("lsml:" + goal, "-Pgcp"));
    arguments.addAll(List.of(more));
    return start(goal, arguments).await();
  }

  private MavenRun start(String name, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(settings);
    runs++;
    Path log = logs.resolve((runs < 10 ? "0" : "") + runs + "-" + name + ".log");
    MavenRun run = MavenRun.start(clone, environment, all, log);
    running.add(run);
    return run;
  }

  /** Adds a member to the class of the model. */
  void addToModel(String member) throws IOException {
    int end = model.lastIndexOf('}');
    Files.writeString(clone.resolve(MODEL), model.substring(0, end) + member + "\n}\n");
  }

  /** Gives the model back as it was. */
  void restoreModel() throws IOException {
    Files.writeString(clone.resolve(MODEL), model);
  }

  /** Where the clone is. */
  Path folder() {
    return clone;
  }

  /** Where the commands' outputs are. */
  Path logs() {
    return logs;
  }

  @Override
  public void close() throws InterruptedException {
    for (MavenRun run : running) {
      run.close();
    }
  }
}
