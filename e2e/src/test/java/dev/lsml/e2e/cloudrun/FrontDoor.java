// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

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
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1);
      if (body.length > LARGEST_REQUEST) {
        answer(exchange, 413, "Request Entity Too Large");
        return;
      }
      Revision revision = route.get();
      Instance instance = revision == null ? null : revision.acquire();
      while (revision != null && instance == null) {
        revision = route.get(); // it was replaced between the two calls
        instance = revision == null ? null : revision.acquire();
      }
      if (revision == null || instance == null) {
        answer(exchange, 404, "The requested URL was not found on this server.");
        return;
      }
      try {
        relay(exchange, call(exchange, instance, revision, body));
      } finally {
        revision.release(instance);
      }
    } catch (HttpTimeoutException e) {
      answer(exchange, 504, "upstream request timeout");
    } catch (RevisionFailed | IOException e) {
      answer(exchange, 503, "Service Unavailable: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer(exchange, 503, "the stage closes");
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
              if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
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

  private static void relay(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
      if (!HOP_BY_HOP.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        header
            .getValue()
            .forEach(value -> exchange.getResponseHeaders().add(header.getKey(), value));
      }
    }
    byte[] body = response.body();
    exchange.getResponseHeaders().set("Connection", "close");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(
        response.statusCode(), head || body.length == 0 ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
