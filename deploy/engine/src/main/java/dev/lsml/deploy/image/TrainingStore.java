// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A bucket without anything in it, and a metadata server that knows nothing: what a backend asks in
 * its training run instead of Google. Everything is answered with 404, as for an object that is not
 * there.
 */
final class TrainingStore implements AutoCloseable {
  private static final byte[] NOT_FOUND =
      "{\"error\":{\"code\":404,\"message\":\"Not Found\",\"errors\":[{\"reason\":\"notFound\"}]}}"
          .getBytes(UTF_8);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  TrainingStore() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            exchange.sendResponseHeaders(404, NOT_FOUND.length);
            exchange.getResponseBody().write(NOT_FOUND);
          }
        });
    server.start();
  }

  /** Such as {@code 127.0.0.1:4443}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
