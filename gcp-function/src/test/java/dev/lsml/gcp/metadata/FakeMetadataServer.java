// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.metadata;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The metadata server of an instance on 127.0.0.1. It gives the tokens {@code token-1}, {@code
 * token-2} and so on, each good for an hour. Thread-safe.
 */
public final class FakeMetadataServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> values = new ConcurrentHashMap<>();
  private final Deque<Integer> failures = new ArrayDeque<>();
  private final AtomicInteger tokens = new AtomicInteger();

  /** Starts one. */
  public FakeMetadataServer() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  /** What {@code GCE_METADATA_HOST} has to be. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Sets a value, such as that of {@code project/project-id}. */
  public void set(String path, String value) {
    values.put(path, value);
  }

  /** Answers the next request with a status of failure. */
  public void failNext(int status) {
    synchronized (failures) {
      failures.add(status);
    }
  }

  /** How many tokens it has given. */
  public int tokens() {
    return tokens.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Integer failure;
      synchronized (failures) {
        failure = failures.poll();
      }
      exchange.getResponseHeaders().set("Metadata-Flavor", "Google");
      String path = exchange.getRequestURI().getPath();
      String start = "/computeMetadata/v1/";
      if (failure != null) {
        answer(exchange, failure, "failed by plan");
      } else if (path.equals("/")) {
        answer(exchange, 200, ""); // how Google's libraries look for it
      } else if (!"Google".equals(exchange.getRequestHeaders().getFirst("Metadata-Flavor"))) {
        answer(exchange, 403, "the header Metadata-Flavor is missing");
      } else if (path.equals(start + "instance/service-accounts/default/token")) {
        answer(
            exchange,
            200,
            "{\"access_token\":\"token-"
                + tokens.incrementAndGet()
                + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");
      } else if (path.startsWith(start) && values.containsKey(path.substring(start.length()))) {
        answer(exchange, 200, values.get(path.substring(start.length())));
      } else {
        answer(exchange, 404, "no such value");
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
