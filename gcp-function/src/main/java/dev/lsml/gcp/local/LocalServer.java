// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.local;

import dev.lsml.core.Backend;
import dev.lsml.core.Edges;
import dev.lsml.core.config.Settings;
import dev.lsml.core.config.SettingsException;
import dev.lsml.core.log.JulLines;
import dev.lsml.core.model.ModelType;
import dev.lsml.gcp.LsmlFunction;
import dev.lsml.gcp.server.FunctionServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
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

  private final ModelType model;
  private final Settings settings;
  private final Backend backend;
  private final FunctionServer server;
  private final PrintStream out;

  private LocalServer(
      ModelType model, Settings settings, Backend backend, FunctionServer server, PrintStream out) {
    this.model = model;
    this.settings = settings;
    this.backend = backend;
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
      LocalServer server = start(System.getenv(), options.host(), System.out);
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

  /** Returns when it answers. */
  static LocalServer start(Map<String, String> environment, @Nullable String host, PrintStream out)
      throws StartFailure {
    Settings settings = settings(environment);
    ModelType model = model();
    if ("file".equals(settings.store().getScheme())) {
      StoreFolder.prepare(Path.of(settings.store()));
    }
    FunctionServer server = bind(host, settings.port());
    try {
      Backend backend = Backend.open(settings, model, Edges.of(settings));
      server.serve(new LsmlFunction(backend));
      return new LocalServer(model, settings, backend, server, out);
    } catch (IllegalStateException | IOException e) {
      throw new StartFailure(String.valueOf(e.getMessage()));
    }
  }

  private static Settings settings(Map<String, String> environment) throws StartFailure {
    try {
      return Settings.of(environment);
    } catch (SettingsException e) {
      throw new StartFailure(e.problems());
    }
  }

  private static ModelType model() throws StartFailure {
    try {
      return ModelType.discover(LocalServer.class.getClassLoader());
    } catch (IllegalStateException e) {
      throw new StartFailure(String.valueOf(e.getMessage()));
    }
  }

  private static FunctionServer bind(@Nullable String host, int port) throws StartFailure {
    try {
      return FunctionServer.bind(host, port);
    } catch (BindException e) {
      throw new StartFailure(
          "Port "
              + port
              + " cannot be used: "
              + e.getMessage()
              + ". Stop what listens there, or choose another port: -Dlsml.port="
              + (port + 1)
              + " for mvn -Plocal, else PORT="
              + (port + 1)
              + ".");
    } catch (IOException e) {
      throw new StartFailure("Cannot listen on " + host + " port " + port + ": " + e.getMessage());
    }
  }

  int port() {
    return server.port();
  }

  private void greet(@Nullable String host) {
    Banner banner =
        new Banner(
            model,
            settings,
            host,
            port(),
            host == null ? HostAddress.all() : List.of(),
            settings.labelStudioUrl() != null && inContainer(settings.environment()));
    out.println(String.join(System.lineSeparator(), banner.lines()));
    out.flush();
  }

  private static boolean inContainer(Map<String, String> environment) {
    return Files.exists(Path.of("/.dockerenv"))
        || Files.exists(Path.of("/run/.containerenv"))
        || environment.containsKey("KUBERNETES_SERVICE_HOST");
  }

  private void checkLabelStudio() {
    if (settings.labelStudioUrl() != null) {
      Thread check =
          new Thread(
              () -> out.println(LabelStudioCheck.line(settings, Clock.systemUTC())), "lsml-check");
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
    backend.close();
    out.println(
        model.trainable()
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
