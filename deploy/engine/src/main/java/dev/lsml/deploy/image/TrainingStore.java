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
 * its training run instead of Google or Amazon. Everything is answered with 404, as for an object
 * that is not there; only a call of Secrets Manager's gets a secret.
 */
final class TrainingStore implements AutoCloseable {
  /** The value of every secret. */
  static final String SECRET = "training";

  private static final byte[] SECRET_VALUE =
      ("{\"SecretString\":\"" + SECRET + "\"}").getBytes(UTF_8);

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
            boolean isSecret = exchange.getRequestHeaders().containsKey("X-Amz-Target");
            byte[] answer = isSecret ? SECRET_VALUE : NOT_FOUND;
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            exchange.sendResponseHeaders(isSecret ? 200 : 404, answer.length);
            exchange.getResponseBody().write(answer);
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
