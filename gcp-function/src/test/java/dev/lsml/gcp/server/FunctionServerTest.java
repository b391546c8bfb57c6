// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.http.HttpResponse;
import dev.lsml.gcp.LsmlFunction;
import dev.lsml.gcp.SocketClient;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FunctionServerTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Test
  void aPortIsNotSharedWithASecondServer() throws Exception {
    FunctionServer first = start(LONG);

    assertThatThrownBy(() -> FunctionServer.bind("127.0.0.1", first.port()))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("in use");

    first.stop(LONG);
  }

  @Test
  void stoppingLetsARunningRequestFinishAndTakesNoNewConnection() throws Exception {
    FunctionServer server = start(LONG);
    int port = server.port();
    Socket idle = new Socket(InetAddress.getLoopbackAddress(), port);
    CompletableFuture<HttpAnswer> running = call(port, "/slow");
    entered.await();

    CompletableFuture<Boolean> stopped = stop(server, LONG);
    assertThat(idle.getInputStream().read()).as("idle connections are closed").isEqualTo(-1);
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(ConnectException.class);
    assertThat(stopped).isNotDone();
    released.countDown();

    assertThat(running.get(30, TimeUnit.SECONDS).text()).isEqualTo("finished");
    assertThat(stopped.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aModelMayThinkForLongerThanAConnectionMayBeIdle() throws Exception {
    FunctionServer server = start(Duration.ofMillis(50));
    CompletableFuture<HttpAnswer> running = call(server.port(), "/slow");
    entered.await();

    Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.port());
    assertThat(idle.getInputStream().read()).as("idle connections are closed").isEqualTo(-1);
    released.countDown();

    assertThat(running.get(30, TimeUnit.SECONDS).text()).isEqualTo("finished");
    server.stop(LONG);
  }

  @Test
  void stoppingWaitsOnlySoLong() throws Exception {
    FunctionServer server = start(LONG);
    call(server.port(), "/slow");
    entered.await();

    assertThat(server.stop(Duration.ofMillis(50))).isFalse();

    released.countDown();
  }

  @Test
  void manyRequestsAreInTheFunctionAtOnce() throws Exception {
    CyclicBarrier together = new CyclicBarrier(20);
    FunctionServer server =
        start(
            LONG,
            request -> {
              together.await();
              return ok();
            });

    CompletableFuture<?>[] calls = new CompletableFuture<?>[20];
    for (int i = 0; i < calls.length; i++) {
      calls[i] = call(server.port(), "/");
    }

    CompletableFuture.allOf(calls).get(30, TimeUnit.SECONDS);
    server.stop(LONG);
  }

  @Test
  void aRefusalBeforeTheBodyIsThereSaysThatTheConnectionEnds() throws Exception {
    FunctionServer server =
        start(LONG, request -> HttpResponse.error(401, "Who are you?", "No password", "Send it"));

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n".getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 401 Who are you?").contains("Connection: close");
    }
    server.stop(LONG);
  }

  @Test
  void aRefusalAfterTheBodyIsThereKeepsTheConnection() throws Exception {
    FunctionServer server =
        start(LONG, request -> HttpResponse.error(401, "Who are you?", "No password", "Send it"));

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n%s\r\n{}";
      String twice = request.formatted("") + request.formatted("Connection: close\r\n");
      socket.getOutputStream().write(twice.getBytes(UTF_8));
      String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answers.split("HTTP/1.1 401", -1)).as(answers).hasSize(3);
    }
    server.stop(LONG);
  }

  @Test
  void whatIsNotHttpIsRefusedInTheShapeOfAllErrors() throws Exception {
    FunctionServer server = start(LONG);

    HttpAnswer answer =
        SocketClient.exchange(server.port(), HttpCall.of("GET", "/a%2Fb").with("X", "y"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().first("Content-Type")).isEqualTo("application/json");
    assertThat(answer.text())
        .isEqualTo(
            "{\"error\":\"Ambiguous URI path separator\",\"cause\":\"It is not HTTP as the server"
                + " understands it\",\"remedy\":\"Send well-formed HTTP/1.1\"}");
    server.stop(LONG);
  }

  @Test
  void anAnswerThatFailsHalfWayIsCutOffAndNotEndedAsIfItWereWhole() throws Exception {
    FunctionServer server =
        start(
            LONG,
            request ->
                HttpResponse.streamedJson(
                    200,
                    output -> {
                      output.write("x".repeat(100_000).getBytes(UTF_8));
                      throw new IllegalStateException("half way");
                    }));

    HttpAnswer answer = SocketClient.exchange(server.port(), HttpCall.of("GET", "/"));

    assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
    server.stop(LONG);
  }

  private FunctionServer start(Duration idleTimeout) throws IOException {
    return start(
        idleTimeout,
        request -> {
          if (request.path().equals("/slow")) {
            entered.countDown();
            released.await();
          }
          return ok();
        });
  }

  private static FunctionServer start(Duration idleTimeout, HttpHandler handler)
      throws IOException {
    FunctionServer server = FunctionServer.bind("127.0.0.1", 0, idleTimeout);
    server.serve(new LsmlFunction(handler));
    return server;
  }

  private static HttpResponse ok() {
    return HttpResponse.text(200, "text/plain", "finished");
  }

  private static CompletableFuture<HttpAnswer> call(int port, String target) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return SocketClient.exchange(port, HttpCall.of("GET", target));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task).start());
  }

  private static CompletableFuture<Boolean> stop(FunctionServer server, Duration patience) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return server.stop(patience);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task).start());
  }
}
