// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A Google Cloud Storage in this process: a server on 127.0.0.1 that speaks the JSON API as
 * google-cloud-storage, lsml's own reader and Terraform's {@code gcs} backend use it. Buckets
 * (create, get, patch, list, delete); objects (media, multipart and resumable upload, get, content,
 * list, patch, delete, rewrite, compose); versions, generation and metageneration preconditions;
 * reads of the XML API. Credentials are not looked at. Objects are kept in memory.
 *
 * <p>Clients find it by {@code STORAGE_EMULATOR_HOST}, set to {@link #url()}; Terraform's backend
 * by {@code storage_custom_endpoint}, set to that with {@code /storage/v1/}.
 *
 * <p>Thread-safe.
 */
public final class FakeGcs implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;
  private final Buckets buckets = new Buckets(Clock.systemUTC());
  private final Routes routes;
  private final FaultScript faults = new FaultScript();
  private final List<GcsRequest> requests = new ArrayList<>();

  private FakeGcs(int port) throws IOException {
    // Without this, a small answer waits 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
    routes = new Routes(buckets, url());
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "fake-gcs");
              thread.setDaemon(true);
              return thread;
            });
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  /** Starts one without buckets on a free port. */
  public static FakeGcs start() throws IOException {
    return start(0);
  }

  /**
   * Starts one without buckets.
   *
   * @param port of 127.0.0.1; 0 for a free one
   * @throws IOException when the port is taken
   */
  public static FakeGcs start(int port) throws IOException {
    return new FakeGcs(port);
  }

  /** Where it listens, such as {@code http://127.0.0.1:4443}, without a trailing slash. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Makes an empty bucket without versioning.
   *
   * @throws IllegalStateException when there is one of that name
   */
  public void createBucket(String name) {
    try {
      buckets.create(new LinkedHashMap<>(Map.of("name", name)));
    } catch (GcsFailure e) {
      throw new IllegalStateException("cannot make the bucket " + name + ": " + e.getMessage(), e);
    }
  }

  /** The names of all buckets, in order. */
  public List<String> buckets() {
    return buckets.all().stream()
        .map(bucket -> String.valueOf(bucket.get("name")))
        .sorted()
        .toList();
  }

  /**
   * The resource of a bucket as the API gives it, such as what Terraform has made of it; {@code
   * null} when there is no such bucket.
   */
  public @Nullable Map<String, @Nullable Object> bucket(String name) {
    try {
      return buckets.get(name);
    } catch (GcsFailure e) {
      return null;
    }
  }

  /**
   * The names of a bucket's live objects in the order of their UTF-8 bytes; none without bucket.
   */
  public List<String> names(String bucket) {
    try {
      return buckets.versions(bucket).stream()
          .filter(object -> object.archivedAt() == null)
          .map(GcsObject::name)
          .toList();
    } catch (GcsFailure e) {
      return List.of();
    }
  }

  /**
   * Writes an object, whatever was there.
   *
   * @throws IllegalStateException when there is no such bucket, or the name is not allowed
   */
  public void put(String bucket, String name, byte[] content) {
    try {
      buckets.insert(
          bucket,
          name,
          content.clone(),
          new LinkedHashMap<>(),
          new Preconditions(null, null, null, null));
    } catch (GcsFailure e) {
      throw new IllegalStateException("cannot write " + name + ": " + e.getMessage(), e);
    }
  }

  /** The content of a live object; {@code null} when there is none. */
  public byte @Nullable [] content(String bucket, String name) {
    try {
      return buckets.read(bucket, name, null).bytes().clone();
    } catch (GcsFailure e) {
      return null;
    }
  }

  /** The requests so far, those that went wrong by {@link #failNext} included. */
  public List<GcsRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /**
   * Lets one request go wrong: the next one that fits. Several wait in the order in which they were
   * told.
   *
   * @param which such as {@link GcsRequest#changes}
   */
  public void failNext(GcsFault fault, Predicate<GcsRequest> which) {
    faults.add(which, fault);
  }

  /**
   * Makes listings come in smaller pages than a client asks for, as Cloud Storage may.
   *
   * @param entries at most so many in a page, from 1; 1000 at the start
   */
  public void limitPages(int entries) {
    routes.largestPage(entries);
  }

  /** Ends it. Its objects are gone. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = body(exchange);
      GcsRequest request = request(exchange, body);
      synchronized (requests) {
        requests.add(request);
      }
      GcsFault fault = faults.take(request);
      GcsAnswer answer = fault == null || fault.takesEffect() ? routes.answer(request, body) : null;
      if (fault == GcsFault.UNAVAILABLE || fault == GcsFault.UNAVAILABLE_AFTERWARDS) {
        answer = GcsFailure.unavailable().answer();
      } else if (fault == GcsFault.TOO_MANY_REQUESTS) {
        answer = GcsFailure.tooManyRequests().answer();
      } else if (answer == null || fault == GcsFault.RESET_AFTERWARDS) {
        return; // Closing the exchange without an answer ends the connection.
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      boolean bodiless = answer.body().length == 0 || request.method().equals("HEAD");
      if (bodiless && answer.status() != 204 && answer.status() != 304) {
        exchange.getResponseHeaders().set("Content-Length", "" + answer.body().length);
      }
      exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
      if (!bodiless) {
        int length = fault == GcsFault.CUT ? answer.body().length / 2 : answer.body().length;
        exchange.getResponseBody().write(answer.body(), 0, length);
        exchange.getResponseBody().flush(); // or a half is not sent at all, from JDK 25 on
      }
    }
  }

  private static GcsRequest request(HttpExchange exchange, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    // Google's clients send a GET whose address is long as a POST with the query in its body.
    String meant = exchange.getRequestHeaders().getFirst("X-HTTP-Method-Override");
    return new GcsRequest(
        meant == null ? exchange.getRequestMethod() : meant,
        exchange.getRequestURI().getRawPath(),
        Encoding.query(
            meant == null
                ? exchange.getRequestURI().getRawQuery()
                : new String(body, StandardCharsets.UTF_8)),
        headers);
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    try (InputStream raw = exchange.getRequestBody()) {
      return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
          ? new GZIPInputStream(raw).readAllBytes()
          : raw.readAllBytes();
    }
  }
}
