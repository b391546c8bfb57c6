// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.job;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** The one call of Cloud Run that starts a job, and the metadata server, on a loopback port. */
final class FakeCloudRun implements AutoCloseable {
  static final String JOB = "projects/my-project/locations/us-central1/jobs/reviews-train";
  static final String TOKEN = "ya29.loopback";

  /** How the next calls end. */
  enum Mood {
    WELL,
    FORBIDDEN,
    NO_SUCH_JOB,
    TOO_MANY,
    UNAVAILABLE,
    GATEWAY,
    UNAUTHORIZED,
    /** It does what it is told and does not answer. */
    HANGS,
    /** It does what it is told, and the connection breaks before the answer. */
    BREAKS,
    /** There is no token to be had. */
    NO_TOKEN
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<List<?>> started = new CopyOnWriteArrayList<>();
  private final Semaphore heard = new Semaphore(0);
  volatile Mood mood = Mood.WELL;

  FakeCloudRun() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v2/", this::run);
    server.createContext("/computeMetadata/v1/", this::metadata);
    server.start();
  }

  /** What sends a backend here instead of to Google. */
  Map<String, String> environment() {
    String address = "127.0.0.1:" + server.getAddress().getPort();
    return Map.of(
        "LSML_TRAINING_JOB",
        JOB,
        "CLOUDSDK_API_ENDPOINT_OVERRIDES_RUN",
        "http://" + address + "/",
        "GCE_METADATA_HOST",
        address);
  }

  /** Method and path of each call, in order. */
  List<String> calls() {
    return calls;
  }

  /** The arguments of each execution that was started, in order. */
  List<List<?>> started() {
    return started;
  }

  /** Waits until one more call has come in. */
  void awaitCall() throws InterruptedException {
    heard.acquire();
  }

  private void run(HttpExchange exchange) throws IOException {
    calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    byte[] body = exchange.getRequestBody().readAllBytes();
    heard.release();
    boolean known =
        exchange.getRequestMethod().equals("POST")
            && exchange.getRequestURI().toString().equals("/v2/" + JOB + ":run");
    boolean allowed =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    switch (mood) {
      case FORBIDDEN -> error(exchange, 403, "Permission 'run.jobs.runWithOverrides' denied");
      case NO_SUCH_JOB -> error(exchange, 404, "Resource 'reviews-train' was not found");
      case TOO_MANY -> error(exchange, 429, "Quota exceeded");
      case UNAVAILABLE -> error(exchange, 503, "The service is currently unavailable");
      case GATEWAY -> error(exchange, 504, "Deadline exceeded");
      case UNAUTHORIZED -> {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"https://google\"");
        error(exchange, 401, "Request had invalid authentication credentials");
      }
      default -> {
        if (!known || !allowed) {
          error(exchange, known ? 401 : 404, "not as expected");
          return;
        }
        start(exchange, body);
      }
    }
  }

  private void start(HttpExchange exchange, byte[] body) throws IOException {
    JsonView overrides = JsonView.of(Json.read(body)).get("overrides").get("containerOverrides");
    started.add((List<?>) overrides.items().get(0).get("args").value());
    if (mood == Mood.HANGS) {
      try {
        closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (mood == Mood.WELL) {
      answer(exchange, 200, Map.of("name", "projects/my-project/operations/1", "done", false));
    } else {
      exchange.close();
    }
  }

  private void metadata(HttpExchange exchange) throws IOException {
    boolean asked = "Google".equals(exchange.getRequestHeaders().getFirst("Metadata-Flavor"));
    String path = exchange.getRequestURI().getPath();
    if (mood == Mood.NO_TOKEN || !asked) {
      error(exchange, 404, "no service account");
    } else if (path.endsWith("/instance/service-accounts/default/token")) {
      answer(
          exchange,
          200,
          Map.of("access_token", TOKEN, "expires_in", 3599L, "token_type", "Bearer"));
    } else {
      error(exchange, 404, "not told");
    }
  }

  private static void error(HttpExchange exchange, int status, String message) throws IOException {
    answer(exchange, status, Map.of("error", Map.of("code", status, "message", message)));
  }

  private static void answer(HttpExchange exchange, int status, Object json) throws IOException {
    byte[] bytes = Json.text(json).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
