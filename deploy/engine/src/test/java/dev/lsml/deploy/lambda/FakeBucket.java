// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What S3 does with an upload: refuses a wrong digest, one over an object that is there, and one
 * meant for another owner.
 */
final class FakeBucket implements AutoCloseable {
  static final String OWNER = "123456789012";

  final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  final List<String> writes = new ArrayList<>();
  volatile @Nullable Runnable beforeWrite;
  volatile boolean refuses;
  private final HttpServer server;

  FakeBucket() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  S3Client client() {
    return S3Client.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .forcePathStyle(true)
        .serviceConfiguration(c -> c.chunkedEncodingEnabled(false)) // we do not decode it
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      String owner = exchange.getRequestHeaders().getFirst("x-amz-expected-bucket-owner");
      if (refuses || !OWNER.equals(owner)) {
        fail(exchange, 403, "AccessDenied");
      } else if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(objects.containsKey(path) ? 200 : 404, -1);
      } else {
        put(exchange, path, body);
      }
    }
  }

  private void put(HttpExchange exchange, String path, byte[] body) throws IOException {
    if (beforeWrite != null) {
      beforeWrite.run();
    }
    String sum = exchange.getRequestHeaders().getFirst("x-amz-checksum-sha256");
    boolean isNew = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    if (!sha256(body).equals(sum)) {
      fail(exchange, 400, "BadDigest");
    } else if (isNew && objects.putIfAbsent(path, body) != null) {
      fail(exchange, 412, "PreconditionFailed");
    } else {
      writes.add(path);
      exchange.getResponseHeaders().set("ETag", "\"1\"");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static void fail(HttpExchange exchange, int status, String code) throws IOException {
    byte[] body = ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, isHead ? -1 : body.length);
    if (!isHead) {
      exchange.getResponseBody().write(body);
    }
  }

  private static String sha256(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
