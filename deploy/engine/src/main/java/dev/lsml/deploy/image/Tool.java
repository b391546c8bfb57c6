// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the JDK's programs to their end. */
final class Tool {
  private static final int SHOWN = 2000;

  private Tool() {}

  /**
   * Runs one and gives all that it printed.
   *
   * @param purpose what cannot be done when it fails, such as {@code The runtime cannot be linked}
   * @param remedy what to do then
   * @throws DeployException when it fails or takes too long
   */
  static String run(
      List<String> command, Path folder, Duration patience, String purpose, String remedy)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(output.toFile()))
            .redirectOutput(output.toFile())
            .start();
    boolean ended;
    try {
      ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      process.destroyForcibly();
    }
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    String name = String.valueOf(Path.of(command.get(0)).getFileName());
    if (!ended) {
      throw new DeployException(
          purpose, name + " did not end within " + patience.toSeconds() + " s", remedy);
    }
    if (process.exitValue() != 0) {
      throw new DeployException(
          purpose,
          name + " ended with " + process.exitValue() + " and said: " + end(printed),
          remedy);
    }
    return printed;
  }

  private static String end(String printed) {
    String text = printed.strip();
    return text.length() <= SHOWN ? text : "… " + text.substring(text.length() - SHOWN);
  }
}
