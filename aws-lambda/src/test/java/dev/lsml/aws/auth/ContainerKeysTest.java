// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.lsml.aws.http.Backoff;
import dev.lsml.testkit.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerKeysTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ManualClock clock = new ManualClock(START);
  private final List<String> tokens = new ArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String body =
      "{\"AccessKeyId\":\"A1\",\"SecretAccessKey\":\"s1\",\"Token\":\"t1\","
          + "\"Expiration\":\"2026-01-01T01:00:00Z\"}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/creds",
        exchange -> {
          tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.sendResponseHeaders(status, body.length());
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void keysAreKeptUntilFiveMinutesBeforeTheyExpire() throws IOException {
    KeySource source = source(Map.of("AWS_CONTAINER_AUTHORIZATION_TOKEN", "let-me-in"));

    assertThat(source.keys()).isEqualTo(new AwsKeys("A1", "s1", "t1"));
    clock.advance(Duration.ofMinutes(54));
    assertThat(source.keys().id()).isEqualTo("A1");
    assertThat(tokens).containsExactly("let-me-in");

    body = body.replace("A1", "A2").replace("01:00:00", "02:00:00");
    clock.advance(Duration.ofMinutes(2));
    assertThat(source.keys().id()).isEqualTo("A2");
  }

  @Test
  void forgottenKeysAreFetchedAnew() throws IOException {
    KeySource source = source(Map.of());
    assertThat(source.keys().id()).isEqualTo("A1");

    body = body.replace("A1", "A2");
    source.forget();

    assertThat(source.keys().id()).isEqualTo("A2");
  }

  @Test
  void aServerThatIsAwayIsBridgedWhileTheKeysAreGood() throws IOException {
    KeySource source = source(Map.of());
    source.keys();
    status = 500;

    clock.advance(Duration.ofMinutes(58));
    assertThat(source.keys().id()).isEqualTo("A1");
    clock.advance(Duration.ofMinutes(3));
    assertThatThrownBy(source::keys)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot fetch credentials from http://127.0.0.1:")
        .hasMessageContaining("it answered 500");
  }

  @Test
  void theTokenOfAFileIsReadEachTime(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "one\n");
    KeySource source = source(Map.of("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file.toString()));
    source.keys();
    Files.writeString(file, "two");
    source.forget();
    source.keys();

    assertThat(tokens).containsExactly("one", "two");
  }

  @Test
  void anAnswerOfAnotherFormIsNotQuoted() {
    body = "{\"SecretAccessKey\":\"s3cret\"}";

    assertThatThrownBy(() -> source(Map.of()).keys())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("have another form")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void theEnvironmentSaysWhereKeysAreFrom() throws IOException {
    assertThat(
            AwsEnvironment.keys(
                    Map.of(
                        "AWS_ACCESS_KEY_ID",
                        "A",
                        "AWS_SECRET_ACCESS_KEY",
                        "s",
                        "AWS_SESSION_TOKEN",
                        "t",
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        "http://x"))
                .keys())
        .isEqualTo(new AwsKeys("A", "s", "t"));
    assertThat(
            AwsEnvironment.keys(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", address()))
                .keys()
                .id())
        .isEqualTo("A1");
    assertThat(AwsEnvironment.keys(Map.of())).isInstanceOf(SdkKeys.class);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/creds";
  }

  private KeySource source(Map<String, String> environment) {
    Map<String, String> all = new java.util.HashMap<>(environment);
    all.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", address());
    return new ContainerKeys(all, clock, new Backoff(millis -> {}));
  }
}
