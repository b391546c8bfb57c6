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
 * Maven's commands there. What the clone installs goes into a copy of Maven's local repository.
 * Each run's output is kept in a file of its own.
 */
final class Project implements AutoCloseable {
  /** The tests and checks of this very build need not run within it once more. */
  private static final List<String> JUST_BUILD =
      List.of("-DskipTests", "-Dspotless.check.skip", "-Dcheckstyle.skip");

  private static final String EXAMPLE = "examples/text-classifier";
  private static final Path MODEL =
      Path.of(EXAMPLE, "src/main/java/dev/lsml/examples/textclassifier", "TextClassifier.java");

  private final String profile;
  private final Path clone;
  private final Path logs;
  private final Map<String, String> environment;
  private final List<String> settings;
  private final Path repository;
  private final List<MavenRun> running = new ArrayList<>();
  private final String model;
  private int runs;

  /**
   * Makes the clone.
   *
   * @param profile of Maven, which names the cloud
   * @param environment of every command
   * @param settings that every command is given
   */
  Project(Path folder, String profile, Map<String, String> environment, List<String> settings)
      throws IOException, InterruptedException {
    this.profile = "-P" + profile;
    this.clone = folder.resolve("clone");
    this.logs = Files.createDirectories(folder.resolve("maven"));
    this.environment = environment;
    this.settings = settings;
    this.repository = folder.resolve("m2");
    SourceCopy.of(Path.of(System.getProperty("lsml.root")), clone);
    copyRepository();
    model = Files.readString(clone.resolve(MODEL));
  }

  private void copyRepository() throws IOException, InterruptedException {
    String original = System.getProperty("lsml.e2e.mavenRepository");
    int status =
        new ProcessBuilder("cp", "-a", "--reflink=auto", original, repository.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new AssertionError("the local repository " + original + " cannot be copied");
    }
  }

  /** {@code mvn deploy} where nothing was ever built, to its end. */
  MavenRun.Result deployAll() throws IOException, InterruptedException {
    return start("deploy-all", List.of("deploy", profile)).await();
  }

  /** {@code mvn deploy} of the example alone, to its end. */
  MavenRun.Result deploy(String... more) throws IOException, InterruptedException {
    return startDeploy(more).await();
  }

  /** {@code mvn deploy} of the example alone, to its beginning. */
  MavenRun startDeploy(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("deploy", profile, "-pl", EXAMPLE));
    arguments.addAll(List.of(more));
    return start("deploy", arguments);
  }

  /** A goal of the plugin, to its end. */
  MavenRun.Result goal(String goal, String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("lsml:" + goal, profile, "-pl", EXAMPLE));
    arguments.addAll(List.of(more));
    return start(goal, arguments).await();
  }

  private MavenRun start(String name, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(settings);
    all.removeIf(setting -> arguments.stream().anyMatch(given -> isSame(setting, given)));
    all.addAll(0, arguments);
    all.addAll(JUST_BUILD);
    all.add("-Dmaven.repo.local=" + repository);
    runs++;
    Path log = logs.resolve((runs < 10 ? "0" : "") + runs + "-" + name + ".log");
    MavenRun run = MavenRun.start(clone, environment, all, log);
    running.add(run);
    return run;
  }

  private static boolean isSame(String setting, String given) {
    return setting.startsWith("-D") && given.startsWith(setting.split("=", 2)[0] + "=");
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
