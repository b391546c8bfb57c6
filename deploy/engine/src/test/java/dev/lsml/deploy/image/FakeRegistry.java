// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What of the distribution specification a push needs: the version check, blobs in one or two
 * requests, manifests by tag and digest; with basic authentication if it is given a login.
 */
final class FakeRegistry implements AutoCloseable {
  private static final int TLS_HANDSHAKE = 0x16;

  final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final ServerSocket front;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final @Nullable RegistryLogin login;

  FakeRegistry(@Nullable RegistryLogin login) throws IOException {
    this.login = login;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v2/", this::handle);
    server.start();
    front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  String host() {
    return "localhost:" + front.getLocalPort();
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        Socket client = front.accept();
        threads.execute(() -> forward(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  /** Hangs up on TLS, as a registry without it does; the JDK's server would wait for more. */
  private void forward(Socket client) {
    try (client;
        Socket behind =
            new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
      int first = client.getInputStream().read();
      if (first == TLS_HANDSHAKE || first < 0) {
        return;
      }
      threads.execute(() -> pipe(behind, client));
      behind.getOutputStream().write(first);
      client.getInputStream().transferTo(behind.getOutputStream());
    } catch (IOException e) {
      // Either side is gone; the other is closed with it.
    }
  }

  private static void pipe(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // As above.
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (!allowed(exchange)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"fake\"");
        answer(exchange, 401, new byte[0]);
        return;
      }
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/v2/")) {
        answer(exchange, 200, new byte[0]);
      } else if (path.contains("/blobs/uploads/")) {
        upload(exchange, path, body);
      } else if (path.contains("/blobs/")) {
        blob(exchange, blobs.get(last(path)));
      } else {
        manifest(exchange, last(path), body);
      }
    }
  }

  private boolean allowed(HttpExchange exchange) {
    if (login == null) {
      return true;
    }
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((login.user() + ":" + login.password()).getBytes(UTF_8));
    return expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private void upload(HttpExchange exchange, String path, byte[] body) throws IOException {
    String method = exchange.getRequestMethod();
    if (method.equals("POST")) {
      String id = String.valueOf(uploads.size());
      uploads.put(id, new ByteArrayOutputStream());
      exchange.getResponseHeaders().set("Location", path + id);
      answer(exchange, 202, new byte[0]);
      return;
    }
    ByteArrayOutputStream upload = uploads.get(last(path));
    upload.write(body);
    if (method.equals("PATCH")) {
      exchange.getResponseHeaders().set("Location", path);
      answer(exchange, 202, new byte[0]);
      return;
    }
    String query = exchange.getRequestURI().getQuery();
    String digest = query.substring(query.indexOf("digest=") + "digest=".length());
    boolean right = digest.equals(digest(upload.toByteArray()));
    if (right) {
      blobs.put(digest, upload.toByteArray());
    }
    answer(exchange, right ? 201 : 400, new byte[0]);
  }

  private static void blob(HttpExchange exchange, byte @Nullable [] blob) throws IOException {
    answer(exchange, blob == null ? 404 : 200, blob == null ? new byte[0] : blob);
  }

  private void manifest(HttpExchange exchange, String reference, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      manifests.put(reference, body);
      manifests.put(digest(body), body);
      exchange.getResponseHeaders().set("Docker-Content-Digest", digest(body));
      answer(exchange, 201, new byte[0]);
    } else {
      exchange
          .getResponseHeaders()
          .set("Content-Type", "application/vnd.oci.image.manifest.v1+json");
      blob(exchange, manifests.get(reference));
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    front.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
