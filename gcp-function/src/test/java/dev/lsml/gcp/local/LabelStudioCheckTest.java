// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LabelStudioCheckTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void aKeyThatWorksIsTold() throws Exception {
    try (Answering labelStudio = new Answering(200, "{\"id\": 1, \"email\": \"me@example.com\"}")) {
      assertThat(line(labelStudio.url(), KEY))
          .isEqualTo(
              "Label Studio at "
                  + labelStudio.url()
                  + " answers; the API key belongs to me@example.com.");
    }
  }

  @Test
  void aKeyThatIsRefusedIsAWarningWithTheRemedyAndWithoutTheKey() throws Exception {
    try (Answering labelStudio = new Answering(401, "{\"detail\": \"Invalid token.\"}")) {
      assertThat(line(labelStudio.url(), KEY))
          .startsWith("WARNING: ")
          .contains("Personal Access Token", "LABEL_STUDIO_API_KEY")
          .doesNotContain(KEY);
    }
  }

  @Test
  void anotherServerAtThatAddressIsAWarning() throws Exception {
    try (Answering other = new Answering(200, "<html>hello</html>")) {
      assertThat(line(other.url(), KEY)).startsWith("WARNING: ").contains("LABEL_STUDIO_URL");
    }
    try (Answering other = new Answering(200, "[]")) {
      assertThat(line(other.url(), KEY))
          .startsWith("WARNING: What answers at " + other.url() + " is not Label Studio: ")
          .endsWith(". Check LABEL_STUDIO_URL.");
    }
  }

  @Test
  void anAddressWhereNobodyListensIsAWarningWithAndWithoutAKey() throws Exception {
    try (Socket taken = new Socket()) { // held, so that nobody else comes to listen there
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String url = "http://127.0.0.1:" + taken.getLocalPort();

      assertThat(line(url, KEY)).startsWith("WARNING: ").contains("LABEL_STUDIO_URL");
      assertThat(line(url, null))
          .startsWith("WARNING: Label Studio at " + url + " cannot be reached: ")
          .endsWith("Start it, or set LABEL_STUDIO_URL to its address as this machine reaches it.");
    }
  }

  @Test
  void withoutAKeyItIsToldThatTheServerCanBeReached() throws Exception {
    try (Answering labelStudio = new Answering(200, "{}")) {
      assertThat(line(labelStudio.url(), null))
          .isEqualTo("Label Studio at " + labelStudio.url() + " can be reached.");
    }
  }

  private static String line(String url, String key) {
    Map<String, String> environment = new HashMap<>();
    environment.put("LABEL_STUDIO_URL", url);
    if (key != null) {
      environment.put("LABEL_STUDIO_API_KEY", key);
    }
    return LabelStudioCheck.line(Settings.of(environment), Clock.systemUTC());
  }

  /** Gives the same answer to everything. */
  private static final class Answering implements AutoCloseable {
    private final HttpServer server;

    Answering(int status, String body) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
