// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.labelstudio.LoopbackServer.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class CredentialsTest {
  private static final String REFRESH = "/api/token/refresh/";

  private final ManualTime clock = new ManualTime();

  @Test
  void aPersonalAccessTokenIsExchangedOnceAndUsedUntilShortlyBeforeItsEnd() {
    AtomicInteger exchanges = new AtomicInteger();
    try (LoopbackServer server =
        new LoopbackServer(
            request ->
                request.path().equals(REFRESH)
                    ? access(300, "t" + exchanges.incrementAndGet())
                    : Answer.json(200, "{}"))) {
      LabelStudioClient client = client(server, Tokens.PERSONAL);

      client.get("/api/a");
      clock.pass(Duration.ofSeconds(269));
      client.get("/api/b");
      clock.pass(Duration.ofSeconds(1));
      client.get("/api/c");

      assertThat(server.seen())
          .extracting(seen -> seen.path() + " " + signature(seen.authorization()))
          .containsExactly(
              REFRESH + " none", "/api/a t1", "/api/b t1", REFRESH + " none", "/api/c t2");
      assertThat(server.seen().get(0).body())
          .isEqualTo("{\"refresh\":\"" + Tokens.PERSONAL + "\"}");
    }
  }

  @Test
  void aServerWhoseClockIsAnHourBehindGetsOneExchangeAllTheSame() {
    long then = clock.instant().minus(Duration.ofHours(1)).getEpochSecond();
    String token = Tokens.jwt("{\"exp\":" + (then + 300) + ",\"iat\":" + then + "}", "late");
    try (LoopbackServer server =
        new LoopbackServer(request -> Answer.json(200, "{\"access\":\"" + token + "\"}"))) {
      LabelStudioClient client = client(server, Tokens.PERSONAL);

      client.get("/api/a");
      client.get("/api/b");

      assertThat(server.seen()).filteredOn(seen -> seen.path().equals(REFRESH)).hasSize(1);
    }
  }

  @Test
  void manyThreadsShareOneExchange() throws Exception {
    AtomicInteger exchanges = new AtomicInteger();
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (LoopbackServer server =
        new LoopbackServer(
            request -> {
              exchanges.incrementAndGet();
              arrived.countDown();
              go.await();
              return access(300, "shared");
            })) {
      Credentials credentials = client(server, Tokens.PERSONAL).credentials();
      Origin home = credentials.base().origin();

      List<String> headers = concurrently(16, arrived, go, () -> credentials.authorization(home));

      assertThat(headers).hasSize(16).allMatch(header -> header.endsWith(".shared"));
      assertThat(exchanges).hasValue(1);
    }
  }

  @Test
  void threadsThatWaitForAFailingExchangeShareTheFailureAndALaterCallTriesAgain() throws Exception {
    AtomicInteger exchanges = new AtomicInteger();
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (LoopbackServer server =
        new LoopbackServer(
            request -> {
              if (exchanges.incrementAndGet() > 1) {
                return access(300, "later");
              }
              arrived.countDown();
              go.await();
              return Answer.json(401, "{\"detail\":\"Token is blacklisted\"}");
            })) {
      Credentials credentials = client(server, Tokens.PERSONAL).credentials();
      Origin home = credentials.base().origin();

      List<String> outcomes =
          concurrently(
              8,
              arrived,
              go,
              () -> {
                try {
                  return credentials.authorization(home);
                } catch (LabelStudioException e) {
                  return e.getMessage();
                }
              });

      // A thread that only came after the failure rightly tries again, and succeeds.
      assertThat(outcomes).filteredOn(text -> text.contains("was revoked")).isNotEmpty();
      assertThat(exchanges.get()).isLessThanOrEqualTo(2);
      assertThat(credentials.authorization(home)).endsWith(".later");
    }
  }

  @Test
  void anAccessTokenThatIsRefusedIsRenewedOnceAndTheCallRepeatedOnce() {
    AtomicInteger exchanges = new AtomicInteger();
    try (LoopbackServer server =
        new LoopbackServer(
            request -> {
              if (request.path().equals(REFRESH)) {
                return access(300, "t" + exchanges.incrementAndGet());
              }
              return request.authorization().endsWith("t1")
                  ? Answer.json(401, "{\"detail\":\"Token is expired\"}")
                  : Answer.json(200, "{\"ok\":true}");
            })) {
      LabelStudioClient client = client(server, Tokens.PERSONAL);

      assertThat(client.post("/api/x", java.util.Map.of()).get("ok").flag(false)).isTrue();
      assertThat(server.seen()).hasSize(4);
    }
  }

  @Test
  void aCallThatIsRefusedAfterARenewalTooIsFinal() {
    AtomicInteger exchanges = new AtomicInteger();
    try (LoopbackServer server =
        new LoopbackServer(
            request ->
                request.path().equals(REFRESH)
                    ? access(300, "t" + exchanges.incrementAndGet())
                    : Answer.json(401, "{\"detail\":\"No\"}"))) {
      LabelStudioClient client = client(server, Tokens.PERSONAL);

      assertThatThrownBy(client::whoami)
          .isInstanceOf(LabelStudioException.class)
          .hasMessageContaining("Label Studio answered 401 (No)")
          .hasMessageContaining("Personal Access Token");
      assertThat(server.seen()).hasSize(4);
    }
  }

  @Test
  void aRevokedPersonalAccessTokenIsSaidToBeRevoked() {
    try (LoopbackServer server =
        new LoopbackServer(
            request -> Answer.json(401, "{\"detail\":\"bad " + Tokens.PERSONAL + "\"}"))) {
      LabelStudioClient client = client(server, Tokens.PERSONAL);

      assertThatThrownBy(client::whoami)
          .isInstanceOf(LabelStudioException.class)
          .hasMessageContaining("it refused the personal access token, which was revoked")
          .hasMessageContaining("Account & Settings > Personal Access Token, create one")
          .satisfies(e -> assertThat(((LabelStudioException) e).status()).isEqualTo(401))
          .message()
          .doesNotContain(Tokens.PERSONAL);
    }
  }

  @Test
  void aLegacyTokenWhereThoseAreDisabledLeadsToAPersonalAccessToken() {
    String detail =
        "Authentication token no longer valid: legacy token authentication has been disabled for"
            + " this organization";
    try (LoopbackServer server =
        new LoopbackServer(request -> Answer.json(401, "{\"detail\":\"" + detail + "\"}"))) {
      LabelStudioClient client = client(server, Tokens.LEGACY);

      assertThatThrownBy(client::whoami)
          .isInstanceOf(LabelStudioException.class)
          .hasMessageContaining("the key is a legacy token and this server no longer takes those")
          .hasMessageContaining("Account & Settings > Personal Access Token, create one")
          .message()
          .doesNotContain(Tokens.LEGACY);
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void anAccessTokenIsSentAsItIsAndSaidToBeShortLived() {
    String token = Tokens.access(2_000_000_000, "direct");
    try (LoopbackServer server =
        new LoopbackServer(request -> Answer.json(401, "{\"detail\":\"expired\"}"))) {
      LabelStudioClient client = client(server, token);

      assertThatThrownBy(client::whoami)
          .isInstanceOf(LabelStudioException.class)
          .hasMessageContaining("an access token, which works for some minutes only");
      assertThat(server.seen()).hasSize(1);
      assertThat(server.seen().get(0).authorization()).isEqualTo("Bearer " + token);
    }
  }

  @Test
  void aKeyIsForItsOwnOriginOnly() {
    Credentials credentials =
        new LabelStudioClient(
                new BaseUrl("http://ls.example:8080/studio"),
                ApiKey.of(Tokens.LEGACY),
                ClientOptions.defaults(clock))
            .credentials();

    assertThat(credentials.authorization(Origin.of(URI.create("http://ls.example:8080/x"))))
        .isEqualTo("Token " + Tokens.LEGACY);
    for (String other :
        List.of(
            "https://ls.example:8080/",
            "http://ls.example/",
            "http://ls.example:8081/",
            "http://ls.example.evil.org:8080/",
            "http://evil.org:8080/")) {
      assertThat(credentials.authorization(Origin.of(URI.create(other)))).isNull();
    }
    assertThat(credentials).hasToString("Credentials[http://ls.example:8080/studio, LEGACY_TOKEN]");
  }

  @Test
  void anExchangeIsNotRedirected() {
    try (LoopbackServer other = new LoopbackServer(request -> access(300, "stolen"));
        LoopbackServer server =
            new LoopbackServer(request -> Answer.redirect(307, other.url() + REFRESH))) {
      LabelStudioClient client = client(server, Tokens.PERSONAL);

      assertThatThrownBy(client::whoami)
          .isInstanceOf(LabelStudioException.class)
          .hasMessageContaining("a key is not sent on to another address");
      assertThat(other.seen()).isEmpty();
    }
  }

  private static List<String> concurrently(
      int threads,
      CountDownLatch arrived,
      CountDownLatch go,
      java.util.concurrent.Callable<String> call)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<String>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(pool.submit(call));
      }
      assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
      go.countDown();
      List<String> results = new ArrayList<>();
      for (Future<String> future : futures) {
        results.add(future.get(30, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private Answer access(long seconds, String name) {
    long exp = clock.instant().getEpochSecond() + seconds;
    return Answer.json(200, "{\"access\":\"" + Tokens.access(exp, name) + "\"}");
  }

  private static String signature(String authorization) {
    return authorization == null
        ? "none"
        : authorization.substring(authorization.lastIndexOf('.') + 1);
  }

  private LabelStudioClient client(LoopbackServer server, String key) {
    return new LabelStudioClient(
        new BaseUrl(server.url()), ApiKey.of(key), ClientOptions.defaults(clock));
  }
}
