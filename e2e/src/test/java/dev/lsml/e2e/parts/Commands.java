// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs that end by themselves. */
final class Commands {
  private Commands() {}

  /**
   * What a program said.
   *
   * @param status 0 when it was content
   * @param output both streams
   */
  record Outcome(int status, String output) {
    String lastLines() {
      List<String> lines = output.strip().lines().toList();
      return String.join(" / ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    }
  }

  /**
   * Runs a program in this JVM's environment.
   *
   * @param environment is added to it
   * @param limit after which it is killed, which counts as a failure
   * @throws IOException when there is no such program
   */
  static Outcome run(List<String> command, Map<String, String> environment, Duration limit)
      throws IOException, InterruptedException {
    return runIn(Path.of("").toAbsolutePath(), command, environment, limit);
  }

  /** The same in a folder. */
  static Outcome runIn(
      Path folder, List<String> command, Map<String, String> environment, Duration limit)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("lsml-e2e", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        return new Outcome(-1, "not done after " + limit.toSeconds() + " s");
      }
      return new Outcome(
          process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
