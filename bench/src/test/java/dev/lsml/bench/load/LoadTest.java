// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lsml.bench.http.Connection;
import dev.lsml.bench.http.HttpMessages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final byte[] BIG = new byte[300_000];

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            byte[] answer = path.equals("/big") ? BIG : body;
            exchange.sendResponseHeaders(
                path.equals("/fail") ? 503 : 200, path.equals("/chunked") ? 0 : answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdown();
  }

  @Test
  void everyConnectionOfAClosedLoopAsksAgainOnceAnswered() throws IOException {
    LoadResult result =
        new ClosedLoop(port(), HttpMessages.post("/chunked", new byte[70_000]), 4)
            .run(Duration.ofMillis(300));

    assertThat(result.failures()).isZero();
    assertThat(result.latencies().count()).isGreaterThan(4);
    assertThat(asked.get()).isBetween(result.latencies().count(), result.latencies().count() + 4);
    assertThat(result.perSecond()).isPositive();
  }

  @Test
  void answersLargerThanTheBufferAreReadToTheirEnd() throws IOException {
    LoadResult result =
        new ClosedLoop(port(), HttpMessages.get("/big"), 2).run(Duration.ofMillis(300));

    assertThat(result.failures()).isZero();
    assertThat(result.latencies().count()).isGreaterThan(2);
  }

  @Test
  void anAnswerThatIsNo2xxCountsAsAFailure() throws IOException {
    LoadResult closed =
        new ClosedLoop(port(), HttpMessages.get("/fail"), 1).run(Duration.ofMillis(100));
    LoadResult paced =
        new PacedLoop(port(), HttpMessages.get("/fail"), Duration.ofMillis(10))
            .run(Duration.ofMillis(100));

    assertThat(closed.latencies().count()).isZero();
    assertThat(closed.failures()).isPositive();
    assertThat(paced.latencies().count()).isZero();
    assertThat(paced.failures()).isEqualTo(10);
  }

  @Test
  void aPacedLoopSendsWhatIsDueAndNoMore() throws IOException {
    LoadResult result =
        new PacedLoop(port(), HttpMessages.get("/"), Duration.ofMillis(5))
            .run(Duration.ofMillis(100));

    assertThat(result.latencies().count()).isEqualTo(20);
    assertThat(asked.get()).isEqualTo(20);
  }

  @Test
  void aConnectionGivesTheAnswersInTheOrderAsked() throws IOException {
    try (Connection connection = new Connection(port(), 10_000)) {
      for (String text : new String[] {"one", "two"}) {
        Connection.Answer answer =
            connection.ask(HttpMessages.post("/", text.getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.ok()).isTrue();
        assertThat(answer.body()).asString().isEqualTo(text);
      }
    }
  }

  private int port() {
    return server.getAddress().getPort();
  }
}
