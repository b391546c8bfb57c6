// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One started container. Thread-safe. */
public final class Container {
  private static final String GRACE_SECONDS = "10";

  private final Containers containers;
  private final String id;
  private final Path log;
  private final @Nullable ProcessHandle process;

  Container(Containers containers, String id, Path log) throws IOException, InterruptedException {
    this.containers = containers;
    this.id = id;
    this.log = log;
    String pid = inspect("{{.State.Pid}}");
    // 0 when it has ended already; then no process has its id.
    this.process = pid.equals("0") ? null : ProcessHandle.of(Long.parseLong(pid)).orElse(null);
  }

  /** The id that podman gave it. */
  public String id() {
    return id;
  }

  /** Whether its main process has not ended. */
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Takes the processor away from it, as Cloud Run does between requests, or gives it back. */
  public void freeze(boolean frozen) throws IOException, InterruptedException {
    if (process != null && process.isAlive()) {
      Commands.run(
          List.of("kill", frozen ? "-STOP" : "-CONT", Long.toString(process.pid())),
          Map.of(),
          Duration.ofSeconds(10));
    }
  }

  /** Waits until its main process ends by itself; not when the limit is over first. */
  public boolean endsWithin(Duration limit) throws InterruptedException {
    if (process == null) {
      return true;
    }
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(this + " cannot be waited for", e);
    }
  }

  /** Does something as soon as its main process has ended. */
  public void whenItEnds(Runnable action) {
    if (process == null) {
      action.run();
    } else {
      process.onExit().thenRun(action);
    }
  }

  /** The exit code of a container that has ended. */
  public int exitCode() throws IOException, InterruptedException {
    return Integer.parseInt(Containers.succeed(containers.podman(List.of("wait", id))));
  }

  /** What podman tells about it, such as {@code {{.HostConfig.Memory}}}. */
  public String inspect(String format) throws IOException, InterruptedException {
    return Containers.succeed(containers.podman(List.of("inspect", "--format", format, id)));
  }

  /**
   * Sends SIGTERM, after ten seconds SIGKILL, and removes it, as Cloud Run ends an instance.
   *
   * @return its exit code; 137 when it had to be killed
   */
  public int stop() throws IOException, InterruptedException {
    freeze(false);
    Containers.succeed(containers.podman(List.of("stop", "--time", GRACE_SECONDS, id)));
    int code = Integer.parseInt(inspect("{{.State.ExitCode}}"));
    kill();
    return code;
  }

  /** Ends it at once and removes it; nothing happens when it was removed before. */
  public void kill() throws IOException, InterruptedException {
    if (containers.alive().contains(this)) {
      List<String> remove = List.of("rm", "--force", "--time", "0", id);
      if (containers.podman(remove).status() != 0) {
        // Podman fails where the process ended by itself in the same moment, and only then.
        Containers.succeed(containers.podman(remove));
      }
      containers.removed(this);
    }
  }

  /** Tells whether its main process stands still, by what the kernel says. */
  public boolean isFrozen() throws IOException {
    if (process == null) {
      return false;
    }
    // PID (NAME) STATE …; a name may hold blanks and brackets, so the state is after the last.
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
  }

  /**
   * One line that it wrote.
   *
   * @param time when, as RFC 3339 has it
   * @param text without the line break
   */
  public record Line(String time, String text) {}

  /** What it has written so far, on both streams. */
  public List<Line> log() {
    List<Line> lines = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String record : records()) {
      // TIME STREAM F|P TEXT; P: the line goes on in the next record.
      String[] columns = record.split(" ", 4);
      if (columns.length == 4) {
        text.append(columns[3]);
        if (columns[2].equals("F")) {
          lines.add(new Line(columns[0], text.toString()));
          text.setLength(0);
        }
      }
    }
    return lines;
  }

  private List<String> records() {
    try {
      return Files.exists(log)
          ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of {@link #log}. */
  public List<String> logLines() {
    return log().stream().map(Line::text).toList();
  }

  @Override
  public String toString() {
    return "container " + id.substring(0, 12);
  }
}
