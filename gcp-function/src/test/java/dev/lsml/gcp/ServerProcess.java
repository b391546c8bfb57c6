// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A main of this module in a JVM of its own, with the class path of the tests. */
public final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ServerProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it with nothing but these variables in its environment. */
  public static ServerProcess start(
      Class<?> main, List<String> classPath, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new ServerProcess(builder.start());
  }

  /** The class path of the tests, the model's service file included. */
  public static List<String> classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ArrayList<>(List.of(all.split(File.pathSeparator)));
  }

  /** Reads what it prints up to a line that holds the text, and gives that line. */
  public String await(String text) throws IOException {
    List<String> seen = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.add(line);
      if (line.contains(text)) {
        return line;
      }
    }
    throw new AssertionError("ended without printing '" + text + "' but " + seen);
  }

  /** All that it prints until it ends on its own. */
  public List<String> rest() throws IOException {
    return output.lines().toList();
  }

  /** What it ends with. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("still running");
    }
    return process.exitValue();
  }

  /** What the platform sends before it takes a process away; Ctrl-C has the same effect. */
  public void terminate() {
    process.toHandle().destroy(); // unlike Process.destroy, it leaves the output to be read
  }

  /** Its standard input. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
