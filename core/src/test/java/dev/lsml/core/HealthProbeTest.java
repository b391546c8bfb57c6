// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HealthProbeTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int probe(String... arguments) {
    return HealthProbe.run(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8).strip();
  }

  private static HttpServer server(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void aBackendThatAnswersIsHealthy() throws Exception {
    HttpServer server = server(200);
    try {
      assertThat(probe(Integer.toString(server.getAddress().getPort()))).isZero();
      assertThat(said()).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aBackendThatRefusesOrIsNotThereIsNot() throws Exception {
    HttpServer server = server(503);
    String port = Integer.toString(server.getAddress().getPort());
    try {
      assertThat(probe(port)).isEqualTo(1);
      assertThat(said()).startsWith("/health answered: HTTP/1.1 503");
    } finally {
      server.stop(0);
    }
    said.reset();
    assertThat(probe(port)).isEqualTo(1);
    assertThat(said()).startsWith("/health does not answer: java.net.ConnectException");
  }

  @Test
  void aWrongCallSaysHowItIsUsed() {
    assertThat(probe()).isEqualTo(1);
    assertThat(said()).isEqualTo("usage: dev.lsml.core.HealthProbe PORT");
    assertThat(probe("x")).isEqualTo(1);
    assertThat(probe("70000")).isEqualTo(1);
  }
}
