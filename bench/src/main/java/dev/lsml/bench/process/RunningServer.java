// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lsml.bench.http.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A server that was started as a process of its own and is ended when this is closed. Not
 * thread-safe.
 */
public final class RunningServer implements AutoCloseable {
  private static final long POLL_NANOS = 200_000;

  private final Process process;
  private final Path log;
  private final int port;
  private final long startedAt;

  private RunningServer(Process process, Path log, int port, long startedAt) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.startedAt = startedAt;
  }

  /** A port on 127.0.0.1 that nobody listens on now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a server.
   *
   * @param port where it will listen
   * @param log takes what it prints; made anew
   * @throws IOException when the program cannot be started
   */
  public static RunningServer start(Launch launch, int port, Path log) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    List<String> command = Pinning.onFirstCpu(launch.command());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // Nothing of the environment here should change what is measured there.
    builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR", "SystemRoot"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(launch.environment());
    long startedAt = System.nanoTime();
    return new RunningServer(builder.start(), log, port, startedAt);
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** The process, for asking the operating system about it. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** What it printed so far. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "(" + log + " cannot be read: " + e.getMessage() + ")";
    }
  }

  /**
   * Asks again and again until a 2xx answer came.
   *
   * @param request a whole message
   * @return nanoseconds from the start of the process to the last byte of that answer
   * @throws IllegalStateException when the process ends, or none came in time; the message holds
   *     what the server said last
   */
  public long firstAnswer(byte[] request, Duration patience) {
    long deadline = startedAt + patience.toNanos();
    String last = "nobody listened";
    while (System.nanoTime() < deadline) {
      try (Connection connection = connect(patience)) {
        Connection.Answer answer = connection.ask(request);
        if (answer.ok()) {
          return System.nanoTime() - startedAt;
        }
        last =
            "it answered "
                + answer.status()
                + " "
                + new String(answer.body(), 0, Math.min(answer.body().length, 500), UTF_8);
      } catch (IOException e) {
        last = e.toString();
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new IllegalStateException(
        "no 2xx answer within " + patience.toSeconds() + " s; " + last + ". " + output());
  }

  /**
   * Connects as soon as somebody listens.
   *
   * @param patience from the start of the process, and for each read
   * @throws IllegalStateException when the process ends, or nobody listens in time; the message
   *     holds what the server said last
   */
  public Connection connect(Duration patience) {
    long deadline = startedAt + patience.toNanos();
    while (true) {
      try {
        return new Connection(port, (int) patience.toMillis());
      } catch (IOException e) {
        if (!process.isAlive()) {
          throw new IllegalStateException(
              "the server ended with " + process.exitValue() + " before it answered: " + output());
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "nobody listened within " + patience.toSeconds() + " s. " + output());
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  /** Ends the server as a container platform does, with SIGTERM, by force only after 30 s. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    if (!ended(process, 30)) {
      children.forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      ended(process, 30);
    }
  }

  private static boolean ended(Process process, int seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The exit code, {@code null} as long as it runs. */
  public @Nullable Integer exitCode() {
    return process.isAlive() ? null : process.exitValue();
  }
}
