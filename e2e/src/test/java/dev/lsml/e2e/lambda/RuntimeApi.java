// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.Json;
import dev.lsml.e2e.parts.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Runtime API for one instance: hands it one event at a time and takes what becomes of it.
 * Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the API</a>
 */
final class RuntimeApi implements AutoCloseable {
  /** What an answer may have at the most. */
  static final int LARGEST_ANSWER = 6 * 1024 * 1024 + 100;

  private static final String VERSION = "/2018-06-01/runtime/";

  private record Invocation(
      String id, String arn, byte[] event, Instant deadline, CompletableFuture<Outcome> outcome) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LinkedBlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> initialized = new CompletableFuture<>();
  private final String token;
  private final Runnable atRest;
  private volatile boolean restored;

  /**
   * Opens on a free port of 127.0.0.1.
   *
   * @param token who knows it gets the role's keys
   * @param atRest called whenever the runtime asks for an event after it worked on one, before it
   *     gets the next
   */
  RuntimeApi(String token, Runnable atRest) throws IOException {
    this.token = token;
    this.atRest = atRest;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 16);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Host and port. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Done when the runtime first asks for an event; fails with what the runtime says. */
  CompletableFuture<Void> initialized() {
    return initialized;
  }

  /** Whether it went through what comes before and after a snapshot. */
  boolean isRestored() {
    return restored;
  }

  /** Hands over an event. */
  CompletableFuture<Outcome> invoke(String id, String arn, byte[] event, Instant deadline) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    waiting.add(new Invocation(id, arn, event, deadline, outcome));
    return outcome;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.equals("/credentials")) {
        keys(exchange);
      } else if (path.equals(VERSION + "invocation/next")) {
        next(exchange);
      } else if (path.equals(VERSION + "restore/next")) {
        // The process goes on as if it were a copy of itself.
        restored = true;
        Relay.answer(exchange, 200, Map.of(), new byte[0]);
      } else if (path.equals(VERSION + "init/error") || path.equals(VERSION + "restore/error")) {
        initialized.completeExceptionally(new InitFailed(Outcome.failed(body)));
        accepted(exchange);
      } else if (path.startsWith(VERSION + "invocation/")) {
        end(exchange, path.substring((VERSION + "invocation/").length()).split("/"), body);
      } else {
        Relay.answer(exchange, 404, "no such path in the Runtime API: " + path);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    if (!initialized.complete(null)) {
      atRest.run();
    }
    Invocation invocation = waiting.take();
    running.put(invocation.id(), invocation);
    Relay.answer(
        exchange,
        200,
        Map.of(
            "Content-Type",
            List.of("application/json"),
            "Lambda-Runtime-Aws-Request-Id",
            List.of(invocation.id()),
            "Lambda-Runtime-Deadline-Ms",
            List.of(Long.toString(invocation.deadline().toEpochMilli())),
            "Lambda-Runtime-Invoked-Function-Arn",
            List.of(invocation.arn()),
            "Lambda-Runtime-Trace-Id",
            List.of("Root=1-" + invocation.id().substring(0, 8) + ";Sampled=0")),
        invocation.event());
  }

  private void end(HttpExchange exchange, String[] what, byte[] body) throws IOException {
    Invocation invocation = running.remove(what[0]);
    if (invocation == null || what.length < 2) {
      error(exchange, 400, "InvalidRequestID", "no invocation " + what[0] + " runs");
    } else if (what[1].equals("error")) {
      accepted(exchange);
      invocation.outcome().complete(Outcome.failed(body));
    } else if (body.length > LARGEST_ANSWER) {
      String message =
          "Response payload size exceeded maximum allowed payload size (6291556 bytes).";
      error(exchange, 413, "RequestEntityTooLarge", message);
      invocation.outcome().complete(Outcome.failed("Function.ResponseSizeTooLarge", message));
    } else {
      accepted(exchange);
      invocation.outcome().complete(Outcome.answered(body));
    }
  }

  private void keys(HttpExchange exchange) throws IOException {
    if (!token.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      error(exchange, 403, "AccessDenied", "another token is needed");
      return;
    }
    json(
        exchange,
        200,
        Map.of(
            "AccessKeyId",
            RoleKeys.ID,
            "SecretAccessKey",
            RoleKeys.SECRET,
            "Token",
            RoleKeys.SESSION,
            "Expiration",
            Instant.now().plusSeconds(3600).toString()));
  }

  private static void accepted(HttpExchange exchange) throws IOException {
    json(exchange, 202, Map.of("status", "OK"));
  }

  private static void error(HttpExchange exchange, int status, String type, String message)
      throws IOException {
    json(exchange, status, Map.of("errorType", type, "errorMessage", message));
  }

  private static void json(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    Relay.answer(
        exchange, status, Map.of("Content-Type", List.of("application/json")), Json.bytes(body));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
