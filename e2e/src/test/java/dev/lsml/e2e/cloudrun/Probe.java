// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.Container;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A startup probe with Cloud Run's defaults.
 *
 * @param path asked with GET, where 200 to 399 is well; {@code null} to be content with a
 *     connection
 */
record Probe(
    @Nullable String path, int initialDelay, int period, int timeout, int failureThreshold) {
  /** What Cloud Run does where nothing is written: one try that may take four minutes. */
  static final Probe DEFAULT = new Probe(null, 0, 240, 240, 1);

  /** While the only try of {@link #DEFAULT} lasts, how often a connection is tried. */
  private static final Duration CONNECT_AGAIN = Duration.ofMillis(100);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static Probe of(JsonView block) {
    JsonView get = Workload.block(block, "http_get");
    return new Probe(
        get.isNull() ? null : Workload.orElse(get.get("path"), "/"),
        Workload.orElse(block.get("initial_delay_seconds"), 0),
        Workload.orElse(block.get("period_seconds"), 10),
        Workload.orElse(block.get("timeout_seconds"), 1),
        Workload.orElse(block.get("failure_threshold"), 3));
  }

  /** Whether the container gets well in time; not when it ends on the way. */
  boolean awaitWell(Container container, int port) throws IOException, InterruptedException {
    if (initialDelay > 0 && container.endsWithin(Duration.ofSeconds(initialDelay))) {
      return false;
    }
    if (path == null) {
      long end = System.nanoTime() + Duration.ofSeconds((long) period * failureThreshold).toNanos();
      while (System.nanoTime() < end) {
        if (connects(port)) {
          return true;
        } else if (container.endsWithin(CONNECT_AGAIN)) {
          return false;
        }
      }
      return false;
    }
    for (int failures = 0; failures < failureThreshold; failures++) {
      long next = System.nanoTime() + Duration.ofSeconds(period).toNanos();
      if (answers(port)) {
        return true;
      }
      if (container.endsWithin(Duration.ofNanos(Math.max(1, next - System.nanoTime())))) {
        return false;
      }
    }
    return false;
  }

  private boolean answers(int port) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(timeout))
            .header("User-Agent", "GoogleHC/1.0")
            .header("Connection", "close")
            .build();
    try {
      int status = CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 400;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean connects(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
