// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket whose reads all end at one deadline. A read time-out alone starts anew with every byte,
 * so that a sender of one byte a minute would hold a thread for ever. TLS laid over this socket
 * inherits the rule, its handshake too. No proxy is asked, since that would choose the address.
 */
final class DeadlineSocket extends Socket {
  private final Deadline deadline;

  DeadlineSocket(Deadline deadline) {
    super(Proxy.NO_PROXY);
    this.deadline = deadline;
  }

  /** Connects to just that address. */
  void connect(InetSocketAddress address, Duration longest) throws IOException {
    connect(address, (int) Math.min(longest.toMillis(), deadline.millisLeft()));
    setTcpNoDelay(true);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        setSoTimeout(deadline.millisLeft());
        try {
          return super.read(bytes, offset, length);
        } catch (SocketTimeoutException e) {
          deadline.millisLeft(); // Says it better, when it is indeed over.
          throw e;
        }
      }
    };
  }
}
