// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import dev.lsml.core.labelstudio.Origin;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A GET that goes to an address which was checked before, while TLS still proves the name. The
 * JDK's HTTP clients look the name up again by themselves, and between the two look-ups its owner
 * can change the answer. One request a connection, no redirects, no proxy. Thread-safe.
 */
final class PinnedHttp {
  private static final int MOST_ADDRESSES = 4;

  private final @Nullable SSLSocketFactory tls;
  private final Duration connectTimeout;

  /**
   * Makes one.
   *
   * @param tls {@code null} for the JDK's own, which is costly and so made when first needed
   */
  PinnedHttp(@Nullable SSLSocketFactory tls, Duration connectTimeout) {
    this.tls = tls;
    this.connectTimeout = connectTimeout;
  }

  /** Connects to the first of the addresses that answers. */
  Socket connect(Origin origin, InetAddress[] addresses, Deadline deadline) throws IOException {
    IOException failure = new IOException("the host has no address");
    for (int i = 0; i < addresses.length && i < MOST_ADDRESSES; i++) {
      DeadlineSocket socket = new DeadlineSocket(deadline);
      try {
        socket.connect(new InetSocketAddress(addresses[i], origin.port()), connectTimeout);
        return origin.scheme().equals("https") ? Tls.over(socket, origin, tls) : socket;
      } catch (IOException e) {
        close(socket);
        failure = e;
      }
    }
    throw failure;
  }

  /**
   * Asks for a file and reads the answer's head.
   *
   * @return takes over the socket, to be closed by the caller
   */
  Answer get(Socket socket, WebAddress address, @Nullable String authorization) throws IOException {
    StringBuilder request = new StringBuilder(256);
    request.append("GET ").append(address.target()).append(" HTTP/1.1\r\n");
    // As the origin writes it, with brackets and without a default port.
    String origin = address.origin().toString();
    request.append("Host: ").append(origin, origin.indexOf("//") + 2, origin.length());
    request.append("\r\nUser-Agent: lsml\r\nAccept: */*\r\nAccept-Encoding: identity\r\n");
    if (authorization != null) {
      request.append("Authorization: ").append(authorization).append("\r\n");
    }
    request.append("Connection: close\r\n\r\n");
    try {
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      InputStream input = new BufferedInputStream(socket.getInputStream(), 16 << 10);
      return new Answer(address, socket, HttpHead.read(input), input);
    } catch (IOException e) {
      close(socket);
      throw e;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // Nothing is lost: the connection is given up anyway.
    }
  }

  /** An answer whose body was not read yet. */
  record Answer(WebAddress address, Socket socket, HttpHead head, InputStream input)
      implements AutoCloseable {

    /** The body, decoded; ends with an exception when it is cut short. */
    InputStream body() throws IOException {
      return BodyStreams.of(head, input);
    }

    @Override
    public void close() {
      PinnedHttp.close(socket);
    }
  }
}
