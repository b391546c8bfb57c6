// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the archive of the classes that a first answer loads, and proves that Java uses it.
 *
 * <p>In two steps: a run of the backend lists the classes, then another JVM archives what is
 * listed. That needs one file in the image instead of two on JDK 17, gives the same bytes for the
 * same list there, and starts a little faster on JDK 25 than the archive that a run writes on its
 * own, since it has no profiles to replay on the one processor.
 */
final class ClassArchive {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String PURPOSE = "The archive of classes cannot be made";
  private static final String REMEDY =
      "Name another JDK in -Dlsml.image.jdk=, or go without an archive with"
          + " -Dlsml.image.archive=false";

  /** Links classes when they are archived, not at every start; from this release on. */
  private static final int LINKS_AHEAD = 24;

  /** The least part of all loaded classes that has to come from the archive, in percent. */
  private static final int LEAST_PART = 90;

  private ClassArchive() {}

  /**
   * What the archive depends on beside the runtime and the jars; another number for every change of
   * how it is made.
   */
  static String recipe(ImageSpec spec) {
    return "1 " + spec.program() + " " + JavaFlags.ALWAYS;
  }

  /**
   * Makes it, below the staged application.
   *
   * @throws DeployException when the backend does not run, or Java makes no archive of it
   */
  static void make(Jdk runtime, StagedApp app, ImageSpec spec)
      throws IOException, InterruptedException {
    Path raw = spec.work().resolve("classes.raw");
    Path list = spec.work().resolve("classes.list");
    Files.deleteIfExists(raw);
    new TrainingRun(runtime, app, spec)
        .run(List.of("-XX:DumpLoadedClassList=" + raw), TrainingRequests::askAll);
    if (!Files.isRegularFile(raw)) {
      throw new DeployException(PURPOSE, "the backend's run left no list of classes", REMEDY);
    }
    Files.write(list, ClassList.normalized(Files.readAllLines(raw)));
    Files.createDirectories(app.folder().resolve(AppLayout.ARCHIVE).getParent());
    Tool.run(dump(runtime, app, spec, list), app.folder(), PATIENCE, PURPOSE, REMEDY);
  }

  private static List<String> dump(Jdk runtime, StagedApp app, ImageSpec spec, Path list) {
    List<String> command = new ArrayList<>();
    command.add(runtime.tool("java"));
    command.add("-Xshare:dump");
    command.addAll(JavaFlags.ALWAYS);
    command.addAll(spec.program().platform().flags(app.folder().toString(), runtime));
    command.add("-Xmx512m"); // the same addresses whatever memory this machine has
    if (runtime.feature() >= LINKS_AHEAD) {
      command.add("-XX:+AOTClassLinking");
    }
    command.add("-XX:SharedClassListFile=" + list);
    command.add("-XX:SharedArchiveFile=" + AppLayout.ARCHIVE);
    command.add("-cp");
    command.add(app.classPath());
    return command;
  }

  /**
   * Starts the backend once more, with Java told to fail without the archive, and counts where the
   * classes of a first prediction come from.
   *
   * @return the part that came from the archive, for people
   * @throws DeployException when Java cannot use it, or loads too much from elsewhere
   */
  static String prove(Jdk runtime, StagedApp app, ImageSpec spec)
      throws IOException, InterruptedException {
    Path log = spec.work().resolve("loaded.log");
    Files.deleteIfExists(log);
    new TrainingRun(runtime, app, spec)
        .run(
            List.of(JavaFlags.ARCHIVE, "-Xshare:on", "-Xlog:class+load:file=" + log),
            TrainingRequests::askPrediction);
    int archived = 0;
    int all = 0;
    for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
      if (line.contains(" source: ")) {
        all++;
        if (line.contains("source: shared objects file")) {
          archived++;
        }
      }
    }
    String part = archived + " of " + all + " classes come from the archive";
    if (archived * 100L < (long) all * LEAST_PART) {
      throw new DeployException("The archive of classes is of little use", "only " + part, REMEDY);
    }
    return part;
  }
}
