// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A process that lives no longer than this one: it shares the terminal, its end is waited for, and
 * when this process is told to end, the child is let finish first. The child must stop when its
 * standard input ends: that is a pipe, which ends with this process, whatever ends that.
 */
final class ChildProcess {
  private final Duration patience;

  /**
   * Takes a limit.
   *
   * @param patience how long the child may take to end once this process is told to
   */
  ChildProcess(Duration patience) {
    this.patience = patience;
  }

  /**
   * Runs a process to its end and gives its exit code. Does not return when this process is told to
   * end meanwhile.
   *
   * @throws IOException when it cannot be started
   */
  int run(LocalLaunch launch) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .directory(launch.folder().toFile())
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().putAll(launch.environment());
    AtomicReference<@Nullable Process> started = new AtomicReference<>();
    // Before the start, and waiting for it: between the two a signal would leave the child alone.
    Thread stop =
        new Thread(
            () -> {
              synchronized (started) {
                Process process = started.get();
                if (process != null) {
                  end(process);
                }
              }
            },
            "lsml-stop");
    Process process;
    synchronized (started) {
      Runtime.getRuntime().addShutdownHook(stop);
      process = builder.start();
      started.set(process);
    }
    int code = process.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      // Ctrl-C: the hook goes on, and nothing must be printed in the meantime about a build that
      // failed because its server has ended.
      Thread.currentThread().join();
    }
    return code;
  }

  private void end(Process process) {
    try {
      process.getOutputStream().close(); // unlike a signal, it works on every platform
    } catch (IOException e) {
      // It is gone already.
    }
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
