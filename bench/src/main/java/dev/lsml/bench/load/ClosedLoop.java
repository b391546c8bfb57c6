// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.load;

import dev.lsml.bench.http.ResponseScanner;
import dev.lsml.bench.report.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends the same request over some keep-alive connections, each asking again as soon as it was
 * answered, as wrk does. One thread drives all connections, so that the client needs one CPU and no
 * more.
 */
public final class ClosedLoop {
  private final int port;
  private final byte[] request;
  private final int connections;
  private final ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);

  /**
   * Makes one.
   *
   * @param port on 127.0.0.1
   * @param request a whole message
   * @param connections at least one
   */
  public ClosedLoop(int port, byte[] request, int connections) {
    this.port = port;
    this.request = request.clone();
    this.connections = connections;
  }

  /**
   * Runs for a time.
   *
   * @throws IOException when the server cannot be reached or drops a connection
   */
  public LoadResult run(Duration duration) throws IOException {
    Samples latencies = new Samples();
    long failures = 0;
    List<Peer> peers = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        peers.add(new Peer(selector));
      }
      long start = System.nanoTime();
      long end = start + duration.toNanos();
      for (Peer peer : peers) {
        peer.send();
      }
      long now = start;
      while (now < end) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          Peer peer = (Peer) key.attachment();
          if (key.isWritable()) {
            peer.flush();
          } else if (peer.receive()) {
            if (peer.scanner.status() / 100 == 2) {
              latencies.add(System.nanoTime() - peer.sentAt);
            } else {
              failures++;
            }
            peer.send();
          }
        }
        selector.selectedKeys().clear();
        now = System.nanoTime();
      }
      return new LoadResult(latencies, failures, now - start);
    } finally {
      for (Peer peer : peers) {
        peer.channel.close();
      }
    }
  }

  private final class Peer {
    final SocketChannel channel;
    final SelectionKey key;
    final ResponseScanner scanner = new ResponseScanner(false);
    final ByteBuffer output;
    long sentAt;

    Peer(Selector selector) throws IOException {
      channel =
          SocketChannel.open(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      key = channel.register(selector, SelectionKey.OP_READ, this);
      output = ByteBuffer.allocateDirect(request.length).put(request);
    }

    void send() throws IOException {
      scanner.reset();
      output.rewind();
      sentAt = System.nanoTime();
      flush();
    }

    void flush() throws IOException {
      channel.write(output);
      key.interestOps(output.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    boolean receive() throws IOException {
      input.clear();
      if (channel.read(input) < 0) {
        throw new IOException("the server closed a keep-alive connection under load");
      }
      return scanner.offer(input.flip());
    }
  }
}
