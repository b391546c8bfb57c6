// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthGateTest {
  private static final URI ENDPOINT = URI.create("https://texts.example/");
  private static final String VERSION = "{\"model_version\":\"texts-v0-abc123\"}";

  private final ManualClock clock = ManualClock.atNewYear();
  private final List<String> calls = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();

  /** What is answered, in this order; the last one again and again. */
  private final Deque<Scripted> health = new ArrayDeque<>();

  private final Deque<Scripted> setup = new ArrayDeque<>();

  /** An answer after a time; status 0 for none. */
  private record Scripted(int status, long millis, String body) {}

  private Probe.Answer probe(
      String method,
      URI uri,
      @Nullable String authorization,
      byte @Nullable [] json,
      Duration limit)
      throws IOException {
    calls.add(
        method
            + " "
            + uri
            + (json == null ? "" : " " + new String(json, StandardCharsets.UTF_8))
            + (authorization == null ? "" : " as " + decoded(authorization)));
    Deque<Scripted> answers = uri.getPath().equals("/health") ? health : setup;
    Scripted answer = answers.size() > 1 ? answers.remove() : answers.element();
    clock.advance(Duration.ofMillis(answer.millis()));
    if (answer.status() == 0) {
      throw new IOException(answer.body());
    }
    return new Probe.Answer(answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String authorization) {
    return new String(
        Base64.getDecoder().decode(authorization.substring("Basic ".length())),
        StandardCharsets.UTF_8);
  }

  private Health check() {
    Instant zero = clock.instant();
    LongSupplier nanos = () -> Duration.between(zero, clock.instant()).toNanos();
    return new HealthGate(
            this::probe, nanos, clock::advance, HealthLimits.LABEL_STUDIO, Advice.GOOGLE)
        .check(ENDPOINT, "lsml", "pass", progress::add);
  }

  private void health(int status, long millis, String body) {
    health.add(new Scripted(status, millis, body));
  }

  private void setup(int status, long millis, String body) {
    setup.add(new Scripted(status, millis, body));
  }

  @Test
  void aBackendThatStartsSlowlyAndThenAnswersFastIsGood() {
    health(503, 4000, "");
    health(200, 2500, "{}");
    health(200, 1200, "{}");
    health(200, 40, "{}");
    setup(200, 300, VERSION);

    assertThat(check())
        .isEqualTo(
            new Health.Good(
                Duration.ofMillis(7500),
                Duration.ofMillis(40),
                Duration.ofMillis(300),
                "texts-v0-abc123"))
        .hasToString(
            "first answer after 7500 ms, then /health in 40 ms and /setup in 300 ms, model version"
                + " texts-v0-abc123");
    assertThat(calls)
        .startsWith("GET https://texts.example/health as lsml:pass")
        .endsWith("POST https://texts.example/setup {\"schema\":\"<View></View>\"} as lsml:pass");
    assertThat(progress)
        .containsExactly(
            "waiting for https://texts.example/health: GET /health HTTP 503",
            "trying https://texts.example/health again: GET /health HTTP 200");
  }

  @Test
  void aBackendThatNeverStartsIsGivenUpAfterFiveMinutesWithWhatWasSeen() {
    health(0, 10, "no connection to texts.example");
    health(503, 9000, "<html>");

    assertThat(check())
        .isInstanceOfSatisfying(
            Health.Bad.class,
            bad -> {
              assertThat(bad.problem()).isEqualTo("https://texts.example is not healthy");
              assertThat(bad.cause())
                  .isEqualTo("the backend did not start, or ended: HTTP 503 for 300 s");
              assertThat(bad.seen())
                  .containsExactly(
                      "GET /health no connection to texts.example in 10 ms",
                      "GET /health HTTP 503 in 9000 ms");
              assertThat(bad.remedy())
                  .isEqualTo(
                      "See what it says with: mvn lsml:logs. A model that needs more memory:"
                          + " -Dgcp.memory=2Gi");
            });
  }

  @Test
  void aWrongPasswordIsNotWaitedFor() {
    health(401, 10, "{}");

    assertThat(bad().cause()).isEqualTo("it refuses the user name and password of this deployment");
    assertThat(calls).hasSize(1);
  }

  @Test
  void googlesOwnRefusalIsWaitedForAWhileAndThenExplained() {
    health(403, 10, "<html>Your client does not have permission to get URL");

    assertThat(bad().cause())
        .isEqualTo(
            "Google refuses the call before it reaches the backend: Cloud Run's check of the"
                + " caller is on");
    assertThat(calls.size()).isGreaterThan(50).isLessThan(100);
  }

  @Test
  void aWarmInstanceThatIsTooSlowForLabelStudioIsBad() {
    health(200, 1500, "{}");

    assertThat(bad().toString())
        .startsWith(
            "https://texts.example/health is too slow for Label Studio: a warm instance took longer"
                + " than 1000 ms each time, or failed. See what it says with: mvn lsml:logs. More"
                + " processor: -Dgcp.cpu=2; an instance that is always there:"
                + " -Dgcp.minInstances=1\nSeen: GET /health HTTP 200 in 1500 ms");
    assertThat(calls).hasSize(6);
  }

  @Test
  void aSetupThatFailsIsToldWithItsAnswer() {
    health(200, 10, "{}");
    setup(500, 10, "{\"error\":\"the store cannot be read\"}");

    assertThat(bad().cause())
        .isEqualTo("it answers HTTP 500: {\"error\":\"the store cannot be read\"}");
  }

  @Test
  void aSetupThatTakesLongerThanLabelStudioWaitsIsBad() {
    health(200, 10, "{}");
    setup(200, 3000, VERSION);

    assertThat(bad().problem())
        .isEqualTo("https://texts.example/setup is too slow for Label Studio");
  }

  @Test
  void aSetupWithoutAVersionIsBad() {
    health(200, 10, "{}");
    setup(200, 10, "{\"ok\":true}");

    assertThat(bad().cause()).isEqualTo("the answer has no model_version: {\"ok\":true}");
  }

  @Test
  void anInterruptIsPassedOn() {
    Probe interrupted =
        (method, uri, authorization, json, limit) -> {
          throw new InterruptedException();
        };
    HealthGate gate =
        new HealthGate(
            interrupted, () -> 0, clock::advance, HealthLimits.LABEL_STUDIO, Advice.GOOGLE);

    assertThatThrownBy(() -> gate.check(ENDPOINT, null, null, progress::add))
        .hasMessage(
            "The health of https://texts.example is not known: it was interrupted. Run the same"
                + " command again; it goes on from there");
    assertThat(Thread.interrupted()).isTrue();
  }

  private Health.Bad bad() {
    return (Health.Bad) check();
  }
}
