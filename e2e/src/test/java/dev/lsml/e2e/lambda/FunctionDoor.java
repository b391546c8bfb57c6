// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.e2e.parts.Relay;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import dev.lsml.testkit.aws.FunctionUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A function URL: each request becomes an event, and what the function returns becomes the answer.
 */
final class FunctionDoor implements AutoCloseable {
  /** What an event may have at the most. */
  private static final int LARGEST_EVENT = 6 * 1024 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Function function;

  /** What is behind it. */
  @FunctionalInterface
  interface Function {
    /** Works on an event; {@code null} when there is no such function. */
    @Nullable Outcome invoke(byte[] event) throws Exception;
  }

  /** Opens on a free port of 127.0.0.1. */
  FunctionDoor(Function function) throws IOException {
    this.function = function;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 128);
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
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_EVENT + 1);
      byte[] event =
          Json.bytes(FunctionUrl.event(call(exchange, body), UUID.randomUUID().toString()));
      if (event.length > LARGEST_EVENT) {
        message(exchange, 413, "Request Entity Too Large");
        return;
      }
      Outcome outcome = function.invoke(event);
      if (outcome == null) {
        message(exchange, 404, "Not Found");
        return;
      }
      switch (outcome.kind()) {
        case ANSWERED -> relay(exchange, outcome.payload());
        case FAILED -> message(exchange, 502, "Internal Server Error");
        case TIMED_OUT -> message(exchange, 504, "Gateway Timeout");
        case THROTTLED -> message(exchange, 429, "Rate Exceeded.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | AssertionError e) {
      e.printStackTrace();
      Relay.answer(exchange, 500, "the door before the function broke: " + e);
    }
  }

  private static HttpCall call(HttpExchange exchange, byte[] body) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (Relay.passes(name)) {
                values.forEach(value -> headers.add(Map.entry(name, value)));
              }
            });
    headers.add(Map.entry("X-Forwarded-Proto", "https"));
    headers.add(Map.entry("X-Forwarded-For", "127.0.0.1"));
    HttpCall call =
        new HttpCall(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            java.io.InputStream.nullInputStream(),
            0);
    return body.length == 0 ? call : call.withBody(body);
  }

  private static void relay(HttpExchange exchange, byte[] result) throws IOException {
    HttpAnswer answer;
    try {
      answer = FunctionUrl.answer(result);
    } catch (JsonException e) {
      message(exchange, 502, "Internal Server Error");
      return;
    }
    Relay.answer(exchange, answer.status(), answer.headers().all(), answer.body().readAllBytes());
  }

  private static void message(HttpExchange exchange, int status, String text) throws IOException {
    Relay.answer(
        exchange,
        status,
        Map.of("Content-Type", List.of("application/json")),
        Json.bytes(Map.of("Message", text)));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
