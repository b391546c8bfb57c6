// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.e2e.parts.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One URL of a service: hands each request to an instance of the revision that is its turn, holds
 * it while one starts, and relays the answer. Bodies and headers pass unchanged but for what any
 * proxy must change.
 */
final class FrontDoor implements AutoCloseable {
  /** Cloud Run's limit for HTTP/1. */
  private static final int LARGEST_REQUEST = 32 << 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Supplier<@Nullable Revision> route;
  private final AtomicLong traces = new AtomicLong();

  /**
   * Opens on a free port of 127.0.0.1.
   *
   * @param route asked for each request; {@code null} when there is no revision that is ready
   */
  FrontDoor(Supplier<@Nullable Revision> route) throws IOException {
    this.route = route;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 128);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its address without a trailing slash. */
  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      serve(exchange);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1);
      if (body.length > LARGEST_REQUEST) {
        Relay.answer(exchange, 413, "Request Entity Too Large");
        return;
      }
      Revision revision = route.get();
      Instance instance = revision == null ? null : revision.acquire();
      while (revision != null && instance == null) {
        revision = route.get(); // it was replaced between the two calls
        instance = revision == null ? null : revision.acquire();
      }
      if (revision == null || instance == null) {
        Relay.answer(exchange, 404, "The requested URL was not found on this server.");
        return;
      }
      try {
        HttpResponse<byte[]> response = call(exchange, instance, revision, body);
        Relay.answer(exchange, response.statusCode(), response.headers().map(), response.body());
      } finally {
        revision.release(instance);
      }
    } catch (HttpTimeoutException e) {
      Relay.answer(exchange, 504, "upstream request timeout");
    } catch (RevisionFailed | IOException e) {
      Relay.answer(exchange, 503, "Service Unavailable: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Relay.answer(exchange, 503, "the stage closes");
    }
  }

  private HttpResponse<byte[]> call(
      HttpExchange exchange, Instance instance, Revision revision, byte[] body)
      throws IOException, InterruptedException {
    URI asked = exchange.getRequestURI();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(instance.address() + asked.toString()))
            .timeout(revision.timeout())
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (Relay.passes(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    // An instance that stood still may have closed what was kept open.
    request.header("Connection", "close");
    request.header("X-Forwarded-Proto", "https");
    request.header("X-Forwarded-For", "127.0.0.1");
    request.header("X-Cloud-Trace-Context", String.format("%032x/1;o=1", traces.incrementAndGet()));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
