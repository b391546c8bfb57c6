// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * As much of S3 and SQS as a function uses: objects of one bucket, which are the files of a folder
 * until {@link #reset} and what was written since, and a queue that takes every message. It listens
 * on 127.0.0.1 and answers at once, so that what is measured is the function's own work.
 * Thread-safe.
 */
public final class AwsStub implements AutoCloseable {
  private static final String BUCKET = "/bench/";

  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> objects = new TreeMap<>();

  /** Starts it with the files of a folder. */
  public AwsStub(Path folder) throws IOException {
    this.folder = folder;
    reset();
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** The variables that lead a function here. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "AWS_ACCESS_KEY_ID",
        "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY",
        "secret",
        "LSML_STORE",
        "s3://bench");
  }

  /** Forgets what was written. */
  public synchronized void reset() throws IOException {
    objects.clear();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        objects.put(
            folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getRawPath();
    String key =
        path.startsWith(BUCKET)
            ? URLDecoder.decode(path.substring(BUCKET.length()), StandardCharsets.UTF_8)
            : "";
    switch (exchange.getRequestMethod()) {
      case "GET" -> {
        byte[] object = key.isEmpty() ? list(exchange.getRequestURI().getQuery()) : get(key);
        reply(exchange, object == null ? 404 : 200, object == null ? new byte[0] : object);
      }
      case "PUT" -> reply(exchange, put(exchange, key, sent), new byte[0]);
      default -> reply(exchange, 200, utf8("{\"MessageId\":\"1\"}"));
    }
  }

  private synchronized byte @Nullable [] get(String key) {
    return objects.get(key);
  }

  /** Conditions are judged; what is sent in chunks is kept as it came, since nobody reads it. */
  private synchronized int put(HttpExchange exchange, String key, byte[] bytes) {
    boolean mustNotBe = exchange.getRequestHeaders().containsKey("If-None-Match");
    boolean mustBe = exchange.getRequestHeaders().containsKey("If-Match");
    if ((mustNotBe && objects.containsKey(key)) || (mustBe && !objects.containsKey(key))) {
      return 412;
    }
    objects.put(key, bytes);
    return 200;
  }

  /** All on the first page; whoever asks for what comes after a key gets nothing. */
  private synchronized byte[] list(String query) {
    if (query.contains("start-after=")) {
      return utf8("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
    }
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\"?><ListBucketResult><Name>bench</Name>");
    xml.append("<KeyCount>").append(objects.size()).append("</KeyCount>");
    objects.forEach(
        (key, bytes) ->
            xml.append("<Contents><Key>")
                .append(key)
                .append("</Key><ETag>\"1\"</ETag><Size>")
                .append(bytes.length)
                .append("</Size></Contents>"));
    return utf8(xml.append("<IsTruncated>false</IsTruncated></ListBucketResult>").toString());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("ETag", "\"1\"");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
