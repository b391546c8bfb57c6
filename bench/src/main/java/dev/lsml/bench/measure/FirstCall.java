// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.measure;

import dev.lsml.bench.contender.JavaContender;
import dev.lsml.bench.process.Launch;
import dev.lsml.bench.process.Pinning;
import dev.lsml.bench.report.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program that times its own calls and ends with a line {@code nanos FIRST LATER}. Not
 * thread-safe.
 */
public final class FirstCall {
  private static final String MARK = "nanos ";

  private final JavaContender program;
  private final Samples first = new Samples();
  private final Samples later = new Samples();

  /** Nothing is run yet. */
  public FirstCall(JavaContender program) {
    this.program = program;
  }

  /**
   * Runs a program once.
   *
   * @return what it printed
   * @throws IOException when it does not end well, with what it printed
   */
  public static String output(JavaContender program) throws IOException {
    Launch launch = program.launch(0);
    ProcessBuilder builder =
        new ProcessBuilder(Pinning.onFirstCpu(launch.command())).redirectErrorStream(true);
    // Nothing of the environment here should change what is measured there.
    builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR", "SystemRoot"));
    builder.environment().putAll(launch.environment());
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(program.name() + " failed: " + output);
      }
      return output;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(program.name() + " was interrupted", e);
    }
  }

  /** Runs it once more and keeps its times. */
  public void sample() throws IOException {
    String output = output(program);
    int at = output.lastIndexOf(MARK);
    int space = output.lastIndexOf(' ');
    if (at < 0 || space < at + MARK.length()) {
      throw new IOException(program.name() + " printed no times: " + output);
    }
    first.add(Long.parseLong(output.substring(at + MARK.length(), space)));
    later.add(Long.parseLong(output.substring(space + 1)));
  }

  /** Nanoseconds of the first calls. */
  public Samples first() {
    return first;
  }

  /** Nanoseconds of the later calls. */
  public Samples later() {
    return later;
  }
}
