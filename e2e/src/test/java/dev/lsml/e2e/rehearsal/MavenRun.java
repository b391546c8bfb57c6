// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import dev.lsml.e2e.parts.Await;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Maven as a child process, as a person starts it in a terminal. */
final class MavenRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(9);
  private static final String ENDPOINT = "ENDPOINT_URL=";

  private final Process process;
  private final Path log;
  private final List<String> shown;

  private MavenRun(Process process, Path log, List<String> shown) {
    this.process = process;
    this.log = log;
    this.shown = shown;
  }

  /**
   * How it ended.
   *
   * @param status 0 for BUILD SUCCESS
   * @param output both streams
   */
  record Result(int status, String output, List<String> command) {
    /** This; fails the test with the end of the output when the build failed. */
    Result expectSuccess() {
      if (status != 0) {
        throw new AssertionError(this);
      }
      return this;
    }

    /** This; fails the test with the end of the output when the build succeeded. */
    Result expectFailure() {
      if (status == 0) {
        throw new AssertionError("this should have failed: " + this);
      }
      return this;
    }

    /** What follows {@code ENDPOINT_URL=} in the only line that scripts read. */
    URI endpoint() {
      List<String> lines =
          expectSuccess().output().lines().filter(line -> line.startsWith(ENDPOINT)).toList();
      if (lines.size() != 1) {
        throw new AssertionError(lines + " instead of one line " + ENDPOINT + " in " + this);
      }
      return URI.create(lines.get(0).substring(ENDPOINT.length()));
    }

    @Override
    public String toString() {
      List<String> lines = output.lines().toList();
      return command
          + " ended with "
          + status
          + ":\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - 80), lines.size()));
    }
  }

  /**
   * Starts one.
   *
   * @param environment all that it gets besides {@code PATH}
   * @param log gets both streams; must not exist
   */
  static MavenRun start(
      Path folder, Map<String, String> environment, List<String> arguments, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    // A build in the background ignores what Ctrl-C sends, and would pass that on.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(System.getProperty("lsml.e2e.maven"));
    command.add("-B");
    command.add("-Dstyle.color=never");
    command.addAll(arguments);
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().retainAll(List.of("PATH", "LANG", "LC_ALL", "TMPDIR"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", System.getProperty("user.home"));
    builder.environment().putAll(environment);
    return new MavenRun(builder.start(), log, List.copyOf(arguments));
  }

  /** Waits for its end. */
  Result await() throws IOException, InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      close();
      throw new AssertionError(shown + " is not done after " + LIMIT + "\n" + output());
    }
    return new Result(process.exitValue(), output(), shown);
  }

  /** What Ctrl-C does: the signal reaches Maven and all that it started, each by its own id. */
  void interrupt() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-INT", Long.toString(process.pid())));
    process.descendants().forEach(child -> command.add(Long.toString(child.pid())));
    new ProcessBuilder(command).start().waitFor();
  }

  /** Waits until the output has a line with that in it. */
  void awaitOutput(String part) throws Exception {
    Await.until(
        shown + " prints " + part,
        LIMIT,
        () -> process.isAlive() ? output() : output() + part,
        text -> text.contains(part));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  private String output() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }
}
