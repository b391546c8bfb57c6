// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Answers requests as SQS does when it has taken a message, and forgets them: what sends to a queue
 * can be used with it, and nothing comes of it. Listens on the loopback interface.
 */
final class NoQueue implements AutoCloseable {
  private static final byte[] TAKEN =
      ("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n"
              + "Connection: close\r\n\r\n{}")
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket;

  NoQueue() throws IOException {
    socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "lsml-no-queue");
    thread.setDaemon(true);
    thread.start();
  }

  /** Its address, for {@code AWS_ENDPOINT_URL_SQS}. */
  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        connection.setSoTimeout(1_000);
        InputStream in = new BufferedInputStream(connection.getInputStream());
        in.readNBytes(bodyLength(in));
        connection.getOutputStream().write(TAKEN);
      } catch (IOException e) {
        // the next one, unless it is closed
      }
    }
  }

  private static int bodyLength(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return length;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
