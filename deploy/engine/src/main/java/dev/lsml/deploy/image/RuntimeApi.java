// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The half of Lambda that a function asks for events and tells its answers, for one function and
 * one event at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the calls</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final String CALLS = "/2018-06-01/runtime/";
  private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:training";
  private static final int SECONDS = 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
  private volatile boolean asked;

  RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(CALLS, this::answer);
    server.start();
  }

  /** As the variable {@code AWS_LAMBDA_RUNTIME_API} has it. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Tells whether the function has started and asked for an event. */
  boolean isAsked() {
    return asked;
  }

  /** Gives the function an event and waits for its answer; {@code null} when there is none. */
  byte @Nullable [] invoke(byte[] event) throws InterruptedException {
    answers.clear();
    events.add(event);
    return answers.poll(SECONDS, TimeUnit.SECONDS);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String call = exchange.getRequestURI().getPath().substring(CALLS.length());
      if (call.equals("invocation/next")) {
        next(exchange);
      } else {
        exchange.sendResponseHeaders(202, -1);
        if (call.startsWith("invocation/")) { // its response, or the error that it ended with
          answers.add(body);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    asked = true;
    byte[] event = events.take();
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", "a0000000-0000-4000-8000-000000000000");
    headers.set("Lambda-Runtime-Invoked-Function-Arn", ARN);
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        String.valueOf(System.currentTimeMillis() + TimeUnit.SECONDS.toMillis(SECONDS)));
    headers.set("Lambda-Runtime-Trace-Id", "Root=1-67000000-000000000000000000000000;Sampled=0");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
