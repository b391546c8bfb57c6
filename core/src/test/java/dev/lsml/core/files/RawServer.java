// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that sends the bytes a test wants, however malformed, and counts. */
final class RawServer implements AutoCloseable {
  /** What happens on a connection after the request's head has come. */
  @FunctionalInterface
  interface Script {
    void run(OutputStream out) throws Exception;
  }

  final AtomicInteger connections = new AtomicInteger();
  final List<String> requests = new CopyOnWriteArrayList<>();
  final CountDownLatch closing = new CountDownLatch(1);

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  RawServer(String address, Script script) {
    this(open(address), script);
  }

  RawServer(ServerSocket server, Script script) {
    this.server = server;
    threads.execute(
        () -> {
          while (!server.isClosed()) {
            try {
              Socket socket = server.accept();
              connections.incrementAndGet();
              threads.execute(() -> serve(socket, script));
            } catch (IOException closed) {
              return;
            }
          }
        });
  }

  /** A server that sends a text and hangs up. */
  static RawServer sending(String text) {
    return new RawServer("127.0.0.1", out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  int port() {
    return server.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }

  private void serve(Socket socket, Script script) {
    try (socket) {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int b = in.read();
        if (b < 0) {
          return;
        }
        head.append((char) b);
      }
      requests.add(head.toString());
      script.run(socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (Exception theClientHungUp) {
      // Which is what most of these tests provoke.
    }
  }

  private static ServerSocket open(String address) {
    try {
      return new ServerSocket(0, 50, InetAddress.getByName(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
