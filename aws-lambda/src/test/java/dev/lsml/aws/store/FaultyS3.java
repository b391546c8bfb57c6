// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between stores and S3Mock, and answers or loses requests by a script. Requests for one
 * object pass one at a time: S3Mock looks at a condition and then writes, with other requests
 * between, where S3 does both at once.
 */
public final class FaultyS3 implements AutoCloseable {
  /** What goes wrong with one request. */
  interface Fault {
    /** Whether it is meant for such a request. */
    default boolean fits(String method) {
      return true;
    }
  }

  /** The connection breaks before the request is passed on. */
  enum Lost implements Fault {
    REQUEST,
    ANSWER;

    @Override
    public boolean fits(String method) {
      return method.equals("PUT") || method.equals("DELETE");
    }
  }

  /** An answer of the script instead of the server's. */
  record Answer(int status, String code) implements Fault {}

  private static final Set<String> OWN =
      Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade");

  static {
    // Else every answer waits 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
  private final URI behind;
  private final ConcurrentLinkedQueue<Fault> script = new ConcurrentLinkedQueue<>();
  private final ConcurrentHashMap<String, Object> locks = new ConcurrentHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();

  /** Starts it before a server. */
  public FaultyS3(String behind) throws IOException {
    this.behind = URI.create(behind);
    this.server = listen(0);
  }

  private HttpServer listen(int port) throws IOException {
    HttpServer listening =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    listening.createContext("/", this::handle);
    listening.setExecutor(threads);
    listening.start();
    return listening;
  }

  /** Breaks all connections; new ones can be made at the same address. */
  public void breakConnections() throws IOException {
    int port = server.getAddress().getPort();
    server.stop(0);
    server = listen(port);
  }

  /** Its address, without a trailing slash. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Has the next requests go wrong, in this order. */
  void next(Fault... faults) {
    script.addAll(List.of(faults));
  }

  /** What has arrived, as {@code PUT /bucket/key}. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** The ids of the keys that the {@link #requests} were signed with; empty without a signature. */
  public synchronized List<String> keys() {
    return List.copyOf(keys);
  }

  private static String keyOf(String authorization) {
    String before = "Credential=";
    int start = authorization == null ? -1 : authorization.indexOf(before) + before.length();
    return start < before.length()
        ? ""
        : authorization.substring(start, authorization.indexOf('/', start));
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String method = exchange.getRequestMethod();
    synchronized (this) {
      requests.add(method + " " + exchange.getRequestURI().getRawPath());
      keys.add(keyOf(exchange.getRequestHeaders().getFirst("Authorization")));
    }
    Fault fault = script.peek();
    if (fault != null && fault.fits(method)) {
      script.remove();
    } else {
      fault = null;
    }
    if (fault instanceof Answer answer) {
      String xml =
          "<?xml version=\"1.0\"?><Error><Code>"
              + answer.code()
              + "</Code><Message>as the script says</Message></Error>";
      reply(exchange, answer.status(), xml.getBytes(StandardCharsets.UTF_8));
      return;
    }
    if (fault != Lost.REQUEST) {
      HttpResponse<byte[]> answer;
      synchronized (
          locks.computeIfAbsent(exchange.getRequestURI().getRawPath(), p -> new Object())) {
        answer = pass(exchange, body);
      }
      if (fault != Lost.ANSWER) {
        answer
            .headers()
            .map()
            .forEach(
                (name, values) -> {
                  if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                  }
                });
        reply(exchange, answer.statusCode(), answer.body());
        return;
      }
    }
    exchange.close(); // without an answer
  }

  private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
