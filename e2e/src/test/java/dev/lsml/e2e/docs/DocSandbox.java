// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.docs;

import dev.lsml.e2e.parts.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A folder in which a page's commands are typed into one shell. {@code mvn} there is the real one
 * with the repository of this build; a backend that {@code mvn -Plocal} serves goes on in the
 * background, as in a terminal of its own, until the next one. Its port stands in for 9090.
 */
final class DocSandbox implements AutoCloseable {
  private static final int MINUTES = 8;

  private final Path folder;
  private final Path home;
  private final Map<String, String> replaced = new HashMap<>();

  /**
   * Makes one.
   *
   * @param folder empty
   * @param repository Maven's local one
   * @param replaced what a page says, and what is typed instead
   */
  DocSandbox(Path folder, Path repository, Map<String, String> replaced) throws IOException {
    this.folder = folder;
    this.home = Files.createDirectories(folder.resolve("home"));
    int port = ServerProcess.freePort();
    this.replaced.putAll(replaced);
    this.replaced.put("localhost:9090", "127.0.0.1:" + port);
    Files.createDirectories(work().resolve(".mvn"));
    Path programs = Files.createDirectories(home.resolve("bin"));
    Path mvn = programs.resolve("mvn");
    Files.writeString(mvn, mvn(repository, port));
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Where the commands are typed. */
  Path work() {
    return folder.resolve("work");
  }

  void write(String file, String text) throws IOException {
    Path path = work().resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    Files.createDirectories(work().resolve(file.split("/")[0]).resolve(".mvn"));
  }

  /**
   * Types the commands one after the other; the first that fails ends it.
   *
   * @return what they printed, each command before its output
   * @throws AssertionError when one fails; says which, with what it printed
   */
  String type(List<DocPage.Typed> commands) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder("set -e -o pipefail\nexec </dev/null\n");
    for (DocPage.Typed typed : commands) {
      String command = typed.command();
      for (Map.Entry<String, String> each : replaced.entrySet()) {
        command = command.replace(each.getKey(), each.getValue());
      }
      String marked = "line " + typed.line() + ": " + typed.command().replace("'", "'\\''");
      script.append("printf '%s\\n' '> ").append(marked).append("'\n").append(command);
      script.append("\necho\n");
    }
    Path file = home.resolve("commands.sh");
    Files.writeString(file, script);
    Path log = folder.resolve("commands.log");
    ProcessBuilder builder =
        new ProcessBuilder("bash", file.toString())
            .directory(work().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("MAVEN_OPTS", "-Dstyle.color=never");
    Process shell = builder.start();
    boolean ended = shell.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly().waitFor();
    }
    String output = Files.readString(log);
    if (!ended || shell.exitValue() != 0) {
      throw new AssertionError(
          (ended ? "status " + shell.exitValue() : "not done in " + MINUTES + " minutes")
              + " after:\n"
              + tail(output));
    }
    return output;
  }

  private static String tail(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  /** Ends what is still served. */
  @Override
  public void close() throws IOException, InterruptedException {
    Path pid = home.resolve("served.pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(
              served -> {
                List<ProcessHandle> all = new ArrayList<>(served.descendants().toList());
                all.add(served);
                all.forEach(ProcessHandle::destroy);
                all.forEach(each -> each.onExit().orTimeout(20, TimeUnit.SECONDS).join());
              });
    }
  }

  private String mvn(Path repository, int port) {
    return String.join(
        "\n",
        "#!/usr/bin/env bash",
        "# The mvn of a test: the real one, with this build's repository.",
        "set -e",
        "real=('" + System.getProperty("lsml.e2e.maven") + "' -B -ntp",
        "  '-Dmaven.repo.local=" + repository + "')",
        "home='" + home + "'",
        "case \" $* \" in",
        "*' -Plocal '*) ;;",
        "*) exec \"${real[@]}\" \"$@\" ;;",
        "esac",
        "if [ -f \"$home/served.pid\" ]; then",
        "  old=$(cat \"$home/served.pid\")",
        "  pkill -TERM -P \"$old\" || true",
        "  kill \"$old\" 2>/dev/null || true",
        "  while kill -0 \"$old\" 2>/dev/null; do sleep 0.1; done",
        "fi",
        "\"${real[@]}\" -Dlsml.host=127.0.0.1 -Dlsml.port=" + port + " \"$@\" \\",
        "  >\"$home/served.log\" 2>&1 &",
        "served=$!",
        "echo $served >\"$home/served.pid\"",
        "for _ in $(seq 600); do",
        "  if grep -q 'Ctrl-C stops it' \"$home/served.log\"; then cat \"$home/served.log\"; exit 0; fi",
        "  if ! kill -0 $served 2>/dev/null; then cat \"$home/served.log\"; exit 1; fi",
        "  sleep 0.2",
        "done",
        "cat \"$home/served.log\"",
        "echo 'it does not serve after two minutes'",
        "exit 1",
        "");
  }
}
