// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.load;

import dev.lsml.bench.http.Connection;
import dev.lsml.bench.report.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends a request at a fixed pace over one connection. A latency counts from the moment at which
 * the request was due, so that a server that stalls is charged for all requests it kept waiting.
 */
public final class PacedLoop {
  private final int port;
  private final byte[] request;
  private final long intervalNanos;

  /**
   * Makes one.
   *
   * @param port on 127.0.0.1
   * @param request a whole message
   * @param interval from one request to the next
   */
  public PacedLoop(int port, byte[] request, Duration interval) {
    this.port = port;
    this.request = request.clone();
    this.intervalNanos = interval.toNanos();
  }

  /**
   * Sends the requests that are due within a time; a request without an answer in 30 s fails.
   *
   * @throws IOException when the server cannot be reached at all
   */
  public LoadResult run(Duration duration) throws IOException {
    Samples latencies = new Samples();
    long failures = 0;
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    Connection connection = new Connection(port, 30_000);
    try {
      for (long due = start; due < end; due += intervalNanos) {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
        try {
          if (connection.ask(request).ok()) {
            latencies.add(System.nanoTime() - due);
          } else {
            failures++;
          }
        } catch (IOException e) {
          failures++;
          connection.close();
          connection = new Connection(port, 30_000);
        }
      }
    } finally {
      connection.close();
    }
    return new LoadResult(latencies, failures, System.nanoTime() - start);
  }
}
