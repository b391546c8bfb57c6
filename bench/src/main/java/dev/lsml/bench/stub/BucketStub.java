// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves the files of a folder as Google Cloud Storage's JSON API serves objects: {@code GET
 * /storage/v1/b/BUCKET/o/OBJECT?alt=media}, also under {@code /download}, with the generation and
 * hash headers that the official client looks at. It listens on 127.0.0.1 and answers from this
 * process, so what a reader measures is its own cost, not that of a network. Thread-safe.
 */
public final class BucketStub implements AutoCloseable {
  /** The only bucket. */
  public static final String BUCKET = "bench";

  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger reads = new AtomicInteger();

  /**
   * Starts one.
   *
   * @param folder whose files are the objects, by their path below it
   */
  public BucketStub(Path folder) throws IOException {
    this.folder = folder.toAbsolutePath().normalize();
    // Without this, a small answer waits 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it listens, without a trailing slash. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How many objects were read so far. */
  public int reads() {
    return reads.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      String prefix = "/storage/v1/b/" + BUCKET + "/o/";
      int start = path.indexOf(prefix);
      Path file =
          start < 0
              ? folder
              : folder
                  .resolve(
                      URLDecoder.decode(
                          path.substring(start + prefix.length()), StandardCharsets.UTF_8))
                  .normalize();
      if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] bytes = Files.readAllBytes(file);
      exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
      exchange.getResponseHeaders().set("X-Goog-Generation", "1795225413000000");
      exchange.getResponseHeaders().set("X-Goog-Metageneration", "1");
      exchange.getResponseHeaders().set("X-Goog-Hash", "md5=" + md5(bytes));
      exchange.getResponseHeaders().set("X-Goog-Stored-Content-Encoding", "identity");
      exchange
          .getResponseHeaders()
          .set("X-Goog-Stored-Content-Length", Integer.toString(bytes.length));
      reads.incrementAndGet();
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has MD5", e);
    }
  }
}
