// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * One keep-alive connection to a server on this machine, for one request at a time. Not
 * thread-safe.
 */
public final class Connection implements AutoCloseable {
  private final Socket socket;
  private final byte[] buffer = new byte[64 * 1024];
  private final ResponseScanner scanner = new ResponseScanner(true);

  /**
   * An answer that was read to its end.
   *
   * @param status the status code
   * @param body the whole body
   */
  public record Answer(int status, byte[] body) {
    /** Tells whether the status is 200 to 299. */
    public boolean ok() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * Connects to 127.0.0.1.
   *
   * @param timeoutMillis how long a read may take without a byte
   * @throws IOException when nobody listens there
   */
  public Connection(int port, int timeoutMillis) throws IOException {
    socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(timeoutMillis);
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends a request and reads the answer to its end.
   *
   * @param request a whole message, as {@link HttpMessages} makes them
   * @throws IOException when the connection ends before the answer does
   */
  public Answer ask(byte[] request) throws IOException {
    scanner.reset();
    socket.getOutputStream().write(request);
    while (true) {
      int read = socket.getInputStream().read(buffer);
      if (read < 0) {
        if (scanner.completeAtEndOfConnection()) {
          break;
        }
        throw new EOFException("the server closed the connection before the end of its answer");
      }
      if (scanner.offer(ByteBuffer.wrap(buffer, 0, read))) {
        break;
      }
    }
    return new Answer(scanner.status(), scanner.body());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
