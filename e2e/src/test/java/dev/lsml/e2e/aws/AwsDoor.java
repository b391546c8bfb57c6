// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.e2e.parts.AwsApi;
import dev.lsml.e2e.parts.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address that {@code AWS_ENDPOINT_URL} names: a server before the one that stands in for AWS.
 * Each call passes the filters, the one that was added last first. Remembers the calls that change
 * something. Thread-safe.
 */
public final class AwsDoor implements AutoCloseable {
  private final HttpServer server;
  private final String upstream;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<AwsFilter> filters = new CopyOnWriteArrayList<>();
  private final List<String> changes = new CopyOnWriteArrayList<>();

  /** Opens on a free port of 127.0.0.1. */
  public AwsDoor(AwsApi upstream) throws IOException {
    this.upstream = upstream.url();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 128);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** How to call it. */
  public AwsApi api() {
    return new AwsApi("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Has all calls from now on pass a filter, before those that are there. */
  public void add(AwsFilter filter) {
    filters.add(0, filter);
  }

  /**
   * The calls that changed functions so far: those of Lambda's service that were no reads and were
   * not refused.
   */
  public List<String> changes() {
    return List.copyOf(changes);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      serve(exchange);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try {
      AwsCall call =
          new AwsCall(
              service(exchange.getRequestHeaders().getFirst("Authorization")),
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              exchange.getRequestBody().readAllBytes());
      AwsCall.Answer answer = answer(call, 0);
      if (call.service().equals("lambda") && !call.method().equals("GET") && answer.isGood()) {
        changes.add(call.toString());
      }
      Relay.answer(exchange, answer.status(), answer.headers(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
      Relay.answer(exchange, 500, "the door before moto broke: " + e);
    }
  }

  private AwsCall.Answer answer(AwsCall call, int index) throws IOException, InterruptedException {
    List<AwsFilter> now = filters;
    return index < now.size()
        ? now.get(index).answer(call, next -> answer(next, index + 1))
        : forward(call);
  }

  private AwsCall.Answer forward(AwsCall call) throws IOException, InterruptedException {
    boolean empty = call.body().length == 0;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(upstream + call.target()))
            .method(
                call.method(),
                empty && (call.method().equals("GET") || call.method().equals("HEAD"))
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(call.body()));
    call.headers()
        .forEach(
            (name, values) -> {
              if (Relay.passes(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    request.header("Connection", "close");
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    // What HTTP/2 has of its own does not occur here.
    Map<String, List<String>> headers =
        response.headers().map().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new AwsCall.Answer(response.statusCode(), headers, response.body());
  }

  /** From {@code … Credential=KEY/DATE/REGION/SERVICE/aws4_request, …}. */
  private static String service(@Nullable String authorization) {
    if (authorization == null || !authorization.contains("Credential=")) {
      return "";
    }
    String[] scope = authorization.split("Credential=", 2)[1].split("[,/]");
    return scope.length > 3 ? scope[3] : "";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
