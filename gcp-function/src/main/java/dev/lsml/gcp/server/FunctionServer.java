// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.server;

import com.google.cloud.functions.HttpFunction;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Serves one function over HTTP/1.1 until it is stopped. Thread-safe. */
public final class FunctionServer {
  /** More than Cloud Run sends one instance by default (80), so that a health check finds one. */
  private static final int MAX_THREADS = 256;

  /**
   * Longer than Google's load balancers keep an idle connection (600 s), since a connection that
   * the server closes just as it is used again is an error to the caller.
   */
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(620);

  /** Held here, since java.util.logging forgets the level of a logger that nobody holds. */
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

  private final Server server;
  private final ServerConnector connector;

  private FunctionServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Takes a port. Callers can connect from now on, and wait for {@link #serve}.
   *
   * @param host the address to listen on, {@code null} for all of this machine's
   * @param port 0 for any free one
   * @throws BindException when the port is taken or may not be used
   * @throws IOException when it cannot be opened for another reason
   */
  public static FunctionServer bind(@Nullable String host, int port) throws IOException {
    return bind(host, port, IDLE_TIMEOUT);
  }

  static FunctionServer bind(@Nullable String host, int port, Duration idleTimeout)
      throws IOException {
    JETTY.setLevel(Level.WARNING);
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("http");
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(idleTimeout.toMillis());
    server.addConnector(connector);
    server.setErrorHandler(new JsonErrorHandler());
    try {
      connector.open();
    } catch (IOException e) {
      // Jetty hides the kind that a caller needs to tell apart.
      throw e.getCause() instanceof BindException cause ? cause : e;
    }
    return new FunctionServer(server, connector);
  }

  /**
   * Answers with this function from now on. To be called once.
   *
   * @throws IOException when the server cannot start
   */
  public void serve(HttpFunction function) throws IOException {
    server.setHandler(new GracefulHandler(new FunctionHandler(function)));
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("The server could not start: " + e.getMessage(), e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /**
   * Takes no more connections, answers 503 on those that are open, lets running requests finish,
   * and stops.
   *
   * @param patience how long running requests may take before they are cut off
   * @return whether all of them finished; {@code true} when it never served
   * @throws IOException when the server cannot be stopped
   */
  public boolean stop(Duration patience) throws IOException {
    server.setStopTimeout(patience.toMillis());
    try {
      server.stop();
      connector.close(); // which a server that never served leaves open
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while stopping the server");
    } catch (Exception e) {
      throw new IOException("The server could not be stopped: " + e.getMessage(), e);
    }
  }
}
