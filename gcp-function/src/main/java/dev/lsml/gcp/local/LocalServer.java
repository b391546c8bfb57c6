// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.local;

import dev.lsml.core.log.JulLines;
import dev.lsml.gcp.BackendServer;
import dev.lsml.gcp.start.Start;
import dev.lsml.gcp.start.StartFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model on the class path as a server on this machine, until Ctrl-C. It ends with 1 and one
 * line per problem on standard error when it cannot start.
 */
public final class LocalServer {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Start start;
  private final BackendServer server;
  private final PrintStream out;

  private LocalServer(Start start, BackendServer server, PrintStream out) {
    this.start = start;
    this.server = server;
    this.out = out;
  }

  /**
   * Serves until the process is told to end.
   *
   * @param arguments {@code --host ADDRESS} to listen on that alone, {@code --until-end-of-input}
   *     to stop when standard input ends
   */
  public static void main(String[] arguments) {
    JulLines.install();
    try {
      LocalOptions options = LocalOptions.of(arguments);
      Start start = Start.of(System.getenv());
      LocalServer server =
          new LocalServer(start, BackendServer.start(start, options.host()), System.out);
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "lsml-stop"));
      server.greet(options.host());
      server.checkLabelStudio();
      if (options.untilEndOfInput()) {
        awaitEndOfInput();
        System.exit(0);
      }
    } catch (StartFailure e) {
      for (String problem : e.problems()) {
        System.err.println("lsml cannot start: " + problem);
      }
      System.exit(1);
    }
  }

  private void greet(@Nullable String host) {
    Banner banner =
        new Banner(
            start.model(),
            start.settings(),
            host,
            server.port(),
            host == null ? HostAddress.all() : List.of(),
            start.settings().labelStudioUrl() != null
                && inContainer(start.settings().environment()));
    out.println(String.join(System.lineSeparator(), banner.lines()));
    out.flush();
  }

  private static boolean inContainer(Map<String, String> environment) {
    return Files.exists(Path.of("/.dockerenv"))
        || Files.exists(Path.of("/run/.containerenv"))
        || environment.containsKey("KUBERNETES_SERVICE_HOST");
  }

  private void checkLabelStudio() {
    if (start.settings().labelStudioUrl() != null) {
      Thread check =
          new Thread(
              () -> out.println(LabelStudioCheck.line(start.settings(), Clock.systemUTC())),
              "lsml-check");
      check.setDaemon(true);
      check.start();
    }
  }

  /** Lets running requests finish, within limits, and says what becomes of the rest. */
  void stop() {
    out.println("Stopping; requests that are running may take " + PATIENCE.toSeconds() + " s.");
    try {
      if (!server.stop(PATIENCE)) {
        out.println("Some requests took longer and were cut off.");
      }
    } catch (IOException e) {
      out.println(e.getMessage());
    }
    out.println(
        start.model().trainable()
            ? "Stopped. Training that was asked for and not done goes on at the next start."
            : "Stopped.");
    out.flush();
  }

  private static void awaitEndOfInput() {
    try {
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // As good as its end: whoever held the other side is gone.
    }
  }
}
