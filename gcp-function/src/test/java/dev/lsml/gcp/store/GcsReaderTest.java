// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.StoreException;
import dev.lsml.gcp.http.Backoff;
import dev.lsml.gcp.http.HttpGet;
import dev.lsml.gcp.metadata.TokenSource;
import dev.lsml.testkit.gcs.FakeGcs;
import dev.lsml.testkit.gcs.GcsFault;
import dev.lsml.testkit.gcs.GcsRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GcsReaderTest {
  private static final ObjectKey KEY = new ObjectKey("a/b ü.json");
  private static final String TEXT = "the content of an object";

  @TempDir Path folder;
  private FakeGcs gcs;

  @BeforeEach
  void start() throws Exception {
    gcs = FakeGcs.start();
    gcs.createBucket("models");
    GcsLocation location = new GcsLocation(gcs.url(), true, "models", "some/where/");
    new GcsObjectStore(location, reader(null), new Backoff(millis -> {}))
        .put(KEY, TEXT.getBytes(StandardCharsets.UTF_8), Condition.absent());
  }

  @AfterEach
  void close() {
    gcs.close();
  }

  @Test
  void oneGetBringsAnObjectFromBelowThePrefix() throws Exception {
    int before = gcs.requests().size();

    assertThat(reader(null).get(KEY).bytes()).asString(StandardCharsets.UTF_8).isEqualTo(TEXT);
    assertThat(gcs.names("models")).containsExactly("some/where/a/b ü.json");
    assertThat(gcs.requests()).hasSize(before + 1);
    GcsRequest request = gcs.requests().get(before);
    assertThat(request.path())
        .isEqualTo("/storage/v1/b/models/o/some%2Fwhere%2Fa%2Fb%20%C3%BC.json");
    assertThat(request.headers()).doesNotContainKey("Authorization");
  }

  @Test
  void theTokenGoesAlong() throws Exception {
    reader(() -> "secret").get(KEY);

    GcsRequest request = gcs.requests().get(gcs.requests().size() - 1);
    assertThat(request.headers()).containsEntry("Authorization", "Bearer secret");
  }

  @ParameterizedTest
  @EnumSource(GcsFault.class)
  void whatPassesIsTriedAgainAndNeverTakenForContent(GcsFault fault) throws Exception {
    Path file = Files.writeString(folder.resolve("down"), "old and longer than the new content");

    gcs.failNext(fault, request -> true);
    assertThat(reader(null).get(KEY).bytes()).asString(StandardCharsets.UTF_8).isEqualTo(TEXT);
    gcs.failNext(fault, request -> true);
    assertThat(reader(null).download(KEY, file)).isTrue();
    assertThat(file).hasContent(TEXT);
  }

  @Test
  void aServerThatStaysBusyIsGivenUpAfterFourTries() {
    for (int i = 0; i < 4; i++) {
      gcs.failNext(GcsFault.UNAVAILABLE, request -> true);
    }
    int before = gcs.requests().size();

    assertThatThrownBy(() -> reader(null).get(KEY))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.retryable()).as("retryable").isTrue())
        .hasMessageStartingWith(
            "cannot read a/b ü.json: gs://models/some/where/ cannot be reached: it answered 503: ")
        .hasMessageContaining("Try again.");
    assertThat(gcs.requests()).hasSize(before + 4);
  }

  @Test
  void missingRightsSayWhichRoleIsNeeded() throws Exception {
    try (Refusing server = new Refusing(403, "caller does not have access", null)) {
      assertThatThrownBy(() -> reader(server.url(), () -> "t").get(KEY))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.retryable()).as("retryable").isFalse())
          .hasMessage(
              "cannot read a/b ü.json: gs://models/some/where/ refuses: it answered 403: caller"
                  + " does not have access; give the service account the role"
                  + " roles/storage.objectUser on the bucket models");
      assertThat(server.requests).as("asked once").isEqualTo(1);
    }
  }

  @Test
  void aRedirectIsNotFollowedSinceItWouldTakeTheTokenAlong() throws Exception {
    try (Refusing server = new Refusing(302, "", gcs.url() + "/elsewhere")) {
      int before = gcs.requests().size();
      assertThatThrownBy(() -> reader(server.url(), () -> "t").get(KEY))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("refuses: it answered 302");
      assertThat(gcs.requests()).hasSize(before);
    }
  }

  @Test
  void withoutATokenNothingIsAsked() {
    int before = gcs.requests().size();
    TokenSource none =
        () -> {
          throw new IOException("no credentials here");
        };

    assertThatThrownBy(() -> reader(none).get(KEY))
        .isInstanceOf(StoreException.class)
        .hasMessageEndingWith("no credentials here");
    assertThat(gcs.requests()).hasSize(before);
  }

  private GcsReader reader(TokenSource tokens) {
    return reader(gcs.url(), tokens);
  }

  private static GcsReader reader(String server, TokenSource tokens) {
    return new GcsReader(
        new GcsLocation(server, tokens == null, "models", "some/where/"),
        tokens,
        new HttpGet(new Backoff(millis -> {})));
  }

  /** Answers everything in one way. */
  private static final class Refusing implements AutoCloseable {
    private final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    private volatile int requests;

    Refusing(int status, String text, String location) throws IOException {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              requests++;
              if (location != null) {
                exchange.getResponseHeaders().set("Location", location);
              }
              exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
              exchange.getResponseBody().write(body);
            }
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
