// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import dev.lsml.deploy.DeployException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs one command to its end. When this process is told to end meanwhile, Terraform hears of it
 * exactly once and is waited for: on the first signal it finishes what it has begun, writes its
 * state and unlocks it; on a second one, or when it is killed, it does none of that.
 */
final class TerraformProcess {
  /** What Terraform and OpenTofu print when a signal has reached them. */
  private static final String HEARD = "Interrupt received";

  /** A Ctrl-C in a terminal goes to the child as well; that long it may take to say so. */
  private static final long HEARING_SECONDS = 2;

  private final Process process;
  private final Consumer<String> notice;
  private final CountDownLatch heard = new CountDownLatch(1);

  private TerraformProcess(Process process, Consumer<String> notice) {
    this.process = process;
    this.notice = notice;
  }

  /**
   * Runs a command; does not return when this process is told to end meanwhile.
   *
   * @param output takes the lines of the standard output; called by one thread
   * @param errors takes the lines of the other one; called by another thread
   * @param notice is told, once, that the end is waited for
   * @return the exit code
   * @throws IOException when it cannot be started
   */
  static int run(
      List<String> command,
      Map<String, String> environment,
      Consumer<String> output,
      Consumer<String> errors,
      Consumer<String> notice)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close(); // nobody is there to answer a question
    return new TerraformProcess(process, notice).await(output, errors);
  }

  private int await(Consumer<String> output, Consumer<String> errors) {
    Thread stop = new Thread(this::end, "lsml-terraform-stop");
    try {
      Runtime.getRuntime().addShutdownHook(stop);
    } catch (IllegalStateException e) {
      end(); // told to end just before
    }
    Thread drain = new Thread(() -> drain(process.getErrorStream(), errors), "lsml-terraform-err");
    drain.setDaemon(true);
    drain.start();
    try {
      drain(process.getInputStream(), output);
      int code = process.waitFor();
      drain.join();
      leave(stop);
      return code;
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
      throw new DeployException(
          "The deployment was interrupted",
          "this thread was asked to stop",
          "Run the same command again: it goes on where it stopped",
          e);
    }
  }

  private static void leave(Thread stop) throws InterruptedException {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      // The hook goes on, and nothing must be started or reported in the meantime.
      Thread.currentThread().join();
    }
  }

  private void drain(InputStream stream, Consumer<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.contains(HEARD)) {
          heard.countDown();
        }
        lines.accept(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** However long it takes: a killed Terraform leaves things behind that nobody knows of. */
  private void end() {
    boolean isInterrupted = false;
    boolean wasHeard = false;
    try {
      wasHeard = heard.await(HEARING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      isInterrupted = true;
    }
    if (!wasHeard && process.isAlive() && process.supportsNormalTermination()) {
      // Process.destroy would close the streams, and Terraform would die of its next line.
      process.toHandle().destroy();
    }
    notice.accept("Terraform finishes what it has begun and unlocks its state; please wait");
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
