// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import dev.lsml.core.Backend;
import dev.lsml.core.Edges;
import dev.lsml.core.http.HttpHandler;
import dev.lsml.gcp.log.Traces;
import dev.lsml.gcp.server.FunctionServer;
import dev.lsml.gcp.start.Start;
import dev.lsml.gcp.start.StartFailure;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A backend behind a server in this process. Thread-safe. */
public final class BackendServer {
  private final FunctionServer server;
  private final Backend backend;

  private BackendServer(FunctionServer server, Backend backend) {
    this.server = server;
    this.backend = backend;
  }

  /**
   * Takes the port, opens the backend and answers.
   *
   * @param host the address to listen on, {@code null} for all of this machine's
   * @throws StartFailure when the port, the store or the training job cannot be used
   */
  public static BackendServer start(Start start, @Nullable String host) throws StartFailure {
    FunctionServer server = bind(host, start.settings().port());
    try {
      Backend backend = Backend.open(start.settings(), start.model(), Edges.of(start.settings()));
      serve(server, backend, start.settings().environment());
      return new BackendServer(server, backend);
    } catch (IllegalStateException | IOException e) {
      throw new StartFailure(String.valueOf(e.getMessage()));
    }
  }

  /** Answers with a backend from now on. */
  static void serve(FunctionServer server, HttpHandler backend, Map<String, String> environment)
      throws IOException {
    server.serve(new LsmlFunction(Traces.around(backend, environment)));
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

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /**
   * Takes no more requests, lets those that run finish, and closes the backend.
   *
   * @param patience how long running requests may take before they are cut off
   * @return whether all of them finished
   * @throws IOException when the server cannot be stopped; the backend is closed all the same
   */
  public boolean stop(Duration patience) throws IOException {
    try {
      return server.stop(patience);
    } finally {
      backend.close();
    }
  }
}
