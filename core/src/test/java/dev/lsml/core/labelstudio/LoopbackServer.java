// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real web server on a free port of 127.0.0.1 that notes what it is asked. */
public final class LoopbackServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  /** What answers a request. */
  @FunctionalInterface
  public interface Script {
    Answer answer(Seen request) throws Exception;
  }

  /** A request as it came in. */
  public record Seen(String method, String target, Map<String, List<String>> headers, String body) {
    public String path() {
      return target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
    }

    public String authorization() {
      List<String> values = headers.get("Authorization");
      return values == null ? null : values.get(0);
    }
  }

  /** An answer to give. */
  public record Answer(int status, Map<String, String> headers, byte[] body) {
    public static Answer json(int status, String body) {
      return new Answer(
          status,
          Map.of("Content-Type", "application/json"),
          body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer bytes(byte[] body) {
      return new Answer(200, Map.of(), body);
    }

    public static Answer text(String body) {
      return bytes(body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer status(int status) {
      return new Answer(status, Map.of(), new byte[0]);
    }

    public static Answer redirect(int status, String location) {
      return new Answer(status, Map.of("Location", location), new byte[0]);
    }
  }

  public LoopbackServer(Script script) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, script));
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public List<Seen> seen() {
    return seen;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange, Script script) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Seen request =
        new Seen(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders()),
            body);
    seen.add(request);
    Answer answer;
    try {
      answer = script.answer(request);
    } catch (Exception | AssertionError e) {
      answer = Answer.json(500, "{\"detail\": \"the script failed: " + e + "\"}");
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }
}
