// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the staged backend once, as the image would: the same runtime, flags and class path, the
 * same working folder, in an environment that has nothing of this build's.
 */
final class TrainingRun {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 20;
  private static final int SHOWN = 2000;

  /** What is asked of a running backend. */
  @FunctionalInterface
  interface Questions {
    void ask(TrainingRequests requests) throws InterruptedException;
  }

  private final Jdk runtime;
  private final StagedApp app;
  private final ImageSpec spec;

  TrainingRun(Jdk runtime, StagedApp app, ImageSpec spec) {
    this.runtime = runtime;
    this.app = app;
    this.spec = spec;
  }

  /**
   * Starts the backend, asks, and ends it as Cloud Run does.
   *
   * @param flags of the JVM, beside those of the image
   * @throws DeployException when it does not start, or does not end
   */
  void run(List<String> flags, Questions questions) throws IOException, InterruptedException {
    Path log = spec.work().resolve("training.log");
    try (TrainingStage stage = spec.program().platform().stage(spec.program())) {
      Process process = start(flags, stage, log);
      try {
        await(process, stage, log);
        questions.ask(new TrainingRequests(stage));
        process.destroy(); // SIGTERM; Java writes its lists on the way out
        if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
          throw failed("it did not end within " + END.toSeconds() + " s of SIGTERM", log);
        }
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private Process start(List<String> flags, TrainingStage stage, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(runtime.tool("java"));
    command.addAll(JavaFlags.ALWAYS);
    command.addAll(spec.program().platform().flags(app.folder().toString(), runtime));
    command.addAll(flags);
    command.add("-cp");
    command.add(app.classPath());
    command.add(spec.program().mainClass());
    command.addAll(stage.arguments());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(app.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
    builder.environment().putAll(environment(stage));
    return builder.start();
  }

  private Map<String, String> environment(TrainingStage stage) {
    Map<String, String> environment = new HashMap<>();
    environment.put("LANG", "C.UTF-8");
    environment.putAll(spec.options().trainingEnvironment());
    environment.putAll(stage.environment());
    return environment;
  }

  private void await(Process process, TrainingStage stage, Path log)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!stage.isUp()) {
      if (!process.isAlive()) {
        throw failed("it ended with " + process.exitValue() + " before it answered", log);
      }
      if (System.nanoTime() > deadline) {
        throw failed("it did not answer within " + START.toSeconds() + " s", log);
      }
      process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static DeployException failed(String reason, Path log) throws IOException {
    String said = Files.readString(log, StandardCharsets.UTF_8).strip();
    String end = said.length() <= SHOWN ? said : "… " + said.substring(said.length() - SHOWN);
    return new DeployException(
        "The backend cannot be run once to archive its classes",
        reason + (end.isEmpty() ? " and said nothing" : " and said: " + end),
        "Give it what it needs to start in the plugin's <environment>, or go without an"
            + " archive with -Dlsml.image.archive=false: a cold start then takes more than twice as"
            + " long");
  }
}
