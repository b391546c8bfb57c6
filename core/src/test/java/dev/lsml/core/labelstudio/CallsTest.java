// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.labelstudio.LoopbackServer.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Retries, redirects, limits and messages. */
final class CallsTest {
  private final ManualTime clock = new ManualTime();
  private final List<Duration> pauses = new ArrayList<>();
  private final FakeTransport transport = new FakeTransport();
  private final LabelStudioClient client =
      new LabelStudioClient(
          new BaseUrl("https://ls.example/studio"),
          ApiKey.of(Tokens.LEGACY),
          options(Duration.ofSeconds(30), 1 << 20),
          transport);

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void aReadThatFailsInPassingIsRepeatedWithGrowingPauses(int status) {
    transport.answer(status, "").answer(status, "").answer(200, "{\"a\":1}");

    assertThat(client.get("/api/x").get("a").whole()).isEqualTo(1);
    assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(transport.requests).hasSize(3).containsOnly("GET https://ls.example/studio/api/x");
  }

  @Test
  void afterFourAttemptsTheLastAnswerIsReported() {
    for (int i = 0; i < 4; i++) {
      transport.answer(503, "");
    }

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(LabelStudioException.class)
        .hasMessage(
            "cannot GET https://ls.example/studio/api/x: Label Studio answered 503. Try again"
                + " later; when it lasts, Label Studio's own log says more");
    assertThat(pauses).hasSize(3);
  }

  @Test
  void theServersWishForAPauseIsHonouredInBothForms() {
    transport
        .answer(429, "", "retry-after", "7")
        .answer(503, "", "retry-after", "Thu, 1 Jan 2026 12:00:09 GMT")
        .answer(200, "{}");

    client.get("/api/x");

    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(9));
  }

  @Test
  void aWishForALongPauseIsReportedInsteadOfWaitedFor() {
    transport.answer(429, "", "retry-after", "31");

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("answered 429");
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, Correct the request as the answer says",
    "403, Use the key of a user who may do this",
    "404, Check that the id exists",
    "500, Label Studio's own log says more"
  })
  void aRefusalIsFinalAndNamesARemedy(int status, String remedy) {
    transport.answer(status, "{\"detail\":\"Validation error\",\"validation_errors\":{\"a\":[1]}}");

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining(
            "Label Studio answered " + status + " (Validation error: {\"a\":[1]})")
        .hasMessageContaining(remedy);
    assertThat(transport.requests).hasSize(1);
  }

  @Test
  void aPrivateAddressThatLabelStudioRefusesLeadsToItsSettings() {
    transport.answer(
        403, "{\"detail\":\"URL resolves to a reserved network address (block: 127.0.0.0/8)\"}");

    assertThatThrownBy(() -> client.createWebhook(Map.of("url", "http://127.0.0.1/webhook")))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("LABEL_STUDIO_SSRF_PROTECTION_ENABLED=false");
  }

  @Test
  void aWriteIsNotRepeatedOnceItMayHaveArrived() {
    transport.answer(503, "");
    assertThatThrownBy(() -> client.post("/api/x", Map.of()))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("answered 503");

    transport.fail(new IOException("connection reset"));
    assertThatThrownBy(() -> client.post("/api/x", Map.of()))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("connection reset");

    assertThat(transport.requests).hasSize(2);
  }

  @Test
  void aWriteIsRepeatedWhenNoConnectionWasMade() {
    transport
        .fail(new Transport.NoConnection("nothing answers", new IOException()))
        .answer(201, "{\"id\":3}");

    assertThat(client.post("/api/x", Map.of()).get("id").whole()).isEqualTo(3);
  }

  @Test
  void aReadThatTimesOutIsNotRepeated() {
    transport.fail(new Transport.TooSlow(Duration.ofSeconds(30)));

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("no complete answer within 30000 ms")
        .satisfies(e -> assertThat(((LabelStudioException) e).status()).isZero());
    assertThat(transport.requests).hasSize(1);
  }

  @Test
  void aReadFollowsARedirectAndLeavesTheKeyBehindAtAnotherOrigin() {
    transport
        .answer(302, "", "location", "/studio/elsewhere")
        .answer(302, "", "location", "https://files.example/export?sig=1")
        .answer(200, "[]");

    assertThat(client.get("/api/x").items()).isEmpty();

    assertThat(transport.requests)
        .containsExactly(
            "GET https://ls.example/studio/api/x",
            "GET https://ls.example/studio/elsewhere",
            "GET https://files.example/export?sig=1");
    assertThat(transport.headers.get(1)).containsEntry("Authorization", "Token " + Tokens.LEGACY);
    assertThat(transport.headers.get(2)).doesNotContainKey("Authorization");
  }

  @Test
  void aRefusalBehindARedirectToAnotherOriginIsExplained() {
    transport.answer(301, "", "location", "https://new.example/api/x").answer(401, "");

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("a redirect, to https://new.example, where the key is not sent")
        .hasMessageContaining("set LABEL_STUDIO_URL to the address it redirects to");
  }

  @Test
  void aRedirectFromHttpsDownToHttpIsNotFollowed() {
    transport.answer(302, "", "location", "http://ls.example/api/x");

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("from https down to http at http://ls.example");
    assertThat(transport.requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://x/y", "https://", "ht tp://x", "mailto:a@b"})
  void aRedirectToSomethingElseThanTheWebIsNotFollowed(String location) {
    transport.answer(302, "", "location", location);

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("not a web address");
    assertThat(transport.requests).hasSize(1);
  }

  @Test
  void redirectsEndAfterFive() {
    for (int i = 0; i < 6; i++) {
      transport.answer(302, "", "location", "/studio/round");
    }

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("more than 5 times");
    assertThat(transport.requests).hasSize(6);
  }

  @Test
  void aWriteFollowsOnlyARedirectThatKeepsItAWriteAtTheSameServer() {
    transport.answer(308, "", "location", "/studio/api/x/").answer(201, "{}");
    client.post("/api/x", Map.of());
    assertThat(transport.requests.get(1)).isEqualTo("POST https://ls.example/studio/api/x/");

    transport.answer(302, "", "location", "/studio/api/x/");
    assertThatThrownBy(() -> client.post("/api/x", Map.of()))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("where a POST cannot follow it");

    transport.answer(307, "", "location", "https://other.example/");
    assertThatThrownBy(() -> client.post("/api/x", Map.of()))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("to https://other.example, where a POST cannot follow it");
    assertThat(transport.requests).hasSize(4);
  }

  @Test
  void aKeyThatTheServerRepeatsIsHiddenInTheMessage() {
    transport.answer(400, "{\"detail\":\"no such token " + Tokens.LEGACY + "\"}");

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("no such token ***");
  }

  @Test
  void anAnswerThatIsNoJsonPointsAtTheAddress() {
    transport.answer(200, "<html>Welcome</html>");

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("the answer is no JSON")
        .hasMessageContaining("LABEL_STUDIO_URL");
  }

  @Test
  void anEmptyAnswerIsNull() {
    transport.answer(204, "");

    assertThat(client.call("DELETE", "/api/webhooks/3/", null)).isNull();
  }

  @Test
  void aChangeOfABackendMustRepeatUrlAndProject() {
    assertThatThrownBy(() -> client.patchBackend(1, Map.of("title", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must repeat its url and its project");
    assertThat(transport.requests).isEmpty();
  }

  @Test
  void anOversizedAnswerIsCutOff() {
    try (LoopbackServer server = new LoopbackServer(request -> Answer.bytes(new byte[5000]))) {
      LabelStudioClient small = real(server.url(), options(Duration.ofSeconds(30), 4999));

      assertThatThrownBy(() -> small.get("/api/x"))
          .isInstanceOf(LabelStudioException.class)
          .hasMessageContaining("the answer is larger than 4999 bytes")
          .hasMessageContaining("page_size");
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void anAnswerThatNeverComesIsGivenUp() {
    CountDownLatch end = new CountDownLatch(1);
    try (LoopbackServer server =
        new LoopbackServer(
            request -> {
              end.await();
              return Answer.json(200, "{}");
            })) {
      LabelStudioClient hasty = real(server.url(), options(Duration.ofMillis(100), 1 << 20));

      assertThatThrownBy(() -> hasty.get("/api/x"))
          .isInstanceOf(LabelStudioException.class)
          .hasMessageContaining("there was no complete answer within 100 ms");
    } finally {
      end.countDown();
    }
  }

  @Test
  void nobodyListeningIsSaidAfterTheAttempts() {
    int port;
    try (LoopbackServer server = new LoopbackServer(request -> Answer.status(200))) {
      port = server.port();
    }

    assertThatThrownBy(
            () ->
                real("http://127.0.0.1:" + port, options(Duration.ofSeconds(30), 1 << 20))
                    .post("/api/x", Map.of()))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("nothing answers at http://127.0.0.1:" + port + " after 4 attempts")
        .hasMessageContaining("as this machine reaches it");
  }

  @Test
  void aThreadThatIsAskedToStopStops() {
    transport.answer(503, "");
    LabelStudioClient interrupted =
        new LabelStudioClient(
            new BaseUrl("https://ls.example"),
            ApiKey.of(Tokens.LEGACY),
            new ClientOptions(
                clock,
                time -> {
                  throw new InterruptedException();
                },
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                100,
                4),
            transport);

    assertThatThrownBy(() -> interrupted.get("/api/x"))
        .isInstanceOf(LabelStudioException.class)
        .hasMessageContaining("the thread was interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private LabelStudioClient real(String url, ClientOptions options) {
    return new LabelStudioClient(new BaseUrl(url), ApiKey.of(Tokens.LEGACY), options);
  }

  private ClientOptions options(Duration callTimeout, int maxAnswerBytes) {
    return new ClientOptions(
        clock, pauses::add, Duration.ofSeconds(10), callTimeout, maxAnswerBytes, 4);
  }
}
