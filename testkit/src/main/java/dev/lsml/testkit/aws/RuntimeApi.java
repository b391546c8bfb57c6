// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.aws;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lambda as a function's runtime sees it: gives out events, takes answers, and stops a runtime that
 * says it may be copied until it is told that it was. Listens on 127.0.0.1. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the runtime API</a>
 */
public final class RuntimeApi implements AutoCloseable {
  private static final String BASE = "/2018-06-01/runtime/";
  private static final String INVOCATION = BASE + "invocation/";

  static {
    // Else an answer may wait 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Duration timeout;
  private final LinkedBlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final CountDownLatch initialized = new CountDownLatch(1);
  private final Semaphore restores = new Semaphore(0);
  private final CompletableFuture<byte[]> failure = new CompletableFuture<>();
  private int invocations;

  private record Invocation(String id, byte[] event, CompletableFuture<byte[]> answer) {}

  /**
   * Starts it.
   *
   * @param timeout of an invocation, and how long its tests wait for anything
   */
  public RuntimeApi(Duration timeout) throws IOException {
    this.timeout = timeout;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** The value of the variable {@code AWS_LAMBDA_RUNTIME_API}: host and port. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Waits until the runtime has initialized its function: it asks for its first event, or to be
   * copied.
   *
   * @throws IOException when the runtime reports an error instead, or nothing for the timeout
   */
  public void awaitInitialized() throws IOException, InterruptedException {
    if (!initialized.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("the runtime has not initialized its function in " + timeout);
    }
    if (failure.isCompletedExceptionally()) {
      invoke(new byte[0]); // which throws it
    }
  }

  /** Lets a runtime that waits to be copied go on, as the copy or one of them. */
  public void restore() {
    restores.release();
  }

  /**
   * Gives the runtime an event and waits for its answer.
   *
   * @throws IOException when it reports an error, which is the message, or nothing for the timeout
   */
  public byte[] invoke(byte[] event) throws IOException, InterruptedException {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    waiting.add(new Invocation(nextId(), event, answer));
    try {
      return (byte[])
          CompletableFuture.anyOf(answer, failure).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("the function has not answered in " + timeout, e);
    }
  }

  /** What the runtime asked so far, as {@code GET restore/next}, without ids. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private synchronized String nextId() {
    invocations++;
    return "00000000-0000-4000-8000-"
        + String.valueOf(1_000_000_000_000L + invocations).substring(1);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      if (path.equals(INVOCATION + "next")) {
        record("GET invocation/next");
        initialized.countDown();
        next(exchange);
      } else if (path.equals(BASE + "restore/next")) {
        record("GET restore/next");
        initialized.countDown();
        restores.acquire();
        reply(exchange, 200);
      } else if (path.startsWith(INVOCATION)) {
        int slash = path.lastIndexOf('/');
        record("POST invocation" + path.substring(slash));
        Invocation invocation = running.remove(path.substring(INVOCATION.length(), slash));
        reply(exchange, invocation == null ? 400 : 202);
        if (invocation != null) {
          settle(invocation, path.endsWith("/response"), body);
        }
      } else {
        record("POST " + path.substring(BASE.length())); // init/error or restore/error
        reply(exchange, 202);
        failure.completeExceptionally(error(body));
        initialized.countDown();
      }
    } catch (InterruptedException e) {
      exchange.close(); // this is being closed
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    Invocation invocation = waiting.take();
    running.put(invocation.id(), invocation);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(System.currentTimeMillis() + timeout.toMillis()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:123456789012:function:reviews:live");
    headers.set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, invocation.event().length);
    exchange.getResponseBody().write(invocation.event());
    exchange.close();
  }

  private static void settle(Invocation invocation, boolean well, byte[] body) {
    if (well) {
      invocation.answer().complete(body);
    } else {
      invocation.answer().completeExceptionally(error(body));
    }
  }

  private synchronized void record(String call) {
    calls.add(call);
  }

  private static IOException error(byte[] body) {
    return new IOException(new String(body, StandardCharsets.UTF_8));
  }

  private static void reply(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
