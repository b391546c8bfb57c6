// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
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
import java.util.function.Predicate;

/**
 * A server that runs as a child of the tests with its output in a file. It is stopped together with
 * all processes that it started, by their ids, at the latest when this JVM ends.
 */
public final class ServerProcess implements AutoCloseable {
  private final String name;
  private final Process process;
  private final Path log;
  private final Thread atExit = new Thread(() -> destroy(true));

  private ServerProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts one. Of this JVM's environment it gets {@code PATH} and the language, so that no setting
   * of the machine changes what is tested.
   *
   * @param log is appended to
   */
  public static ServerProcess start(
      String name, List<String> command, Map<String, String> environment, Path folder, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().retainAll(List.of("PATH", "LANG", "LC_ALL", "TMPDIR"));
    builder.environment().putAll(environment);
    return new ServerProcess(name, builder.start(), log);
  }

  /** A port of 127.0.0.1 that nobody listened on a moment ago. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /**
   * Waits until a GET is answered with 200.
   *
   * @throws AssertionError when it ends or is not ready within the limit; the message holds the end
   *     of its log
   */
  public void awaitReady(URI address, Duration limit) throws Exception {
    await(address, limit, status -> status == 200);
  }

  /** Waits until a GET is answered with any status; see {@link #awaitReady}. */
  public void awaitListening(URI address, Duration limit) throws Exception {
    await(address, limit, status -> status != 0);
  }

  private void await(URI address, Duration limit, Predicate<Integer> enough) throws Exception {
    try {
      Await.until(
          name + " answers " + address,
          limit,
          () -> {
            if (!process.isAlive()) {
              throw new AssertionError(name + " ended with status " + process.exitValue());
            }
            try {
              return Http.call("GET", address, Map.of(), null).status();
            } catch (IOException e) {
              return 0;
            }
          },
          enough);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n--- end of " + log + ":\n" + logTail(60), e);
    }
  }

  /** The last lines of its output. */
  public String logTail(int lines) throws IOException {
    List<String> all = logLines();
    return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
  }

  /** All lines of its output so far. */
  public List<String> logLines() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
  }

  /** Asks it to end, as Ctrl-C does, and waits; after 15 seconds it is killed. */
  @Override
  public void close() {
    end(false);
  }

  /** Ends it at once, as a power cut does. */
  public void kill() {
    end(true);
  }

  private void end(boolean forcibly) {
    destroy(forcibly);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException shuttingDown) {
      return; // the hook itself ends it
    }
  }

  private void destroy(boolean forcibly) {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    tree.add(process.toHandle());
    tree.forEach(forcibly ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
    for (ProcessHandle handle : tree) {
      try {
        handle.onExit().get(15, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        handle.destroyForcibly();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        handle.destroyForcibly();
      } catch (ExecutionException e) {
        throw new IllegalStateException(name + " cannot be waited for", e);
      }
    }
  }
}
