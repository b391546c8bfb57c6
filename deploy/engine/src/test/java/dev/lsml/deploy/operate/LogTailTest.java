// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.testkit.ManualClock;
import dev.lsml.testkit.google.FakeGoogle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogTailTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final ManualClock clock = ManualClock.atNewYear();
  private final FakeGoogle google = new FakeGoogle("my-shop", "42", "us-central1", clock);
  private final LogTail tail =
      new LogTail(
          new GoogleBackend(api(), new Place("my-shop", "us-central1", "texts")).logs(), clock);

  @AfterEach
  void stop() {
    google.close();
  }

  private GoogleApi api() {
    Map<String, String> environment = google.deployerEnvironment();
    return new GoogleApi(
        environment, "my-shop", GoogleApi.credentials(environment, "my-shop"), time -> {});
  }

  private void log(String service, String severity, String message) {
    google.log(
        Map.of(
            "severity", severity,
            "resource",
                Map.of(
                    "type",
                    "cloud_run_revision",
                    "labels",
                    Map.of(
                        "location",
                        "us-central1",
                        "service_name",
                        service,
                        "revision_name",
                        service + "-00001-abc")),
            "jsonPayload", Map.of("message", message)));
    clock.advance(Duration.ofSeconds(1));
  }

  private void logOfJob(String text) {
    google.log(
        Map.of(
            "resource",
                Map.of(
                    "type",
                    "cloud_run_job",
                    "labels",
                    Map.of("location", "us-central1", "job_name", "texts-train")),
            "labels", Map.of("run.googleapis.com/execution_name", "texts-train-00001"),
            "textPayload", text));
    clock.advance(Duration.ofSeconds(1));
  }

  private static List<String> shown(List<LogLine> lines) {
    return lines.stream().map(line -> line.shown(false)).toList();
  }

  @Test
  void theNewestLinesOfServiceAndJobAreShownInTheOrderOfTime() {
    log("texts", "INFO", "too old");
    log("texts", "ERROR", "it failed\n\tat a.B.c(B.java:1)");
    log("images", "INFO", "another service");
    logOfJob("trained\n");

    assertThat(shown(tail.last(2, DAY)))
        .containsExactly(
            "2026-01-01T00:00:01Z ERROR    texts-00001-abc  it failed\n    \tat a.B.c(B.java:1)",
            "2026-01-01T00:00:03Z DEFAULT  texts-train-00001  trained");
  }

  @Test
  void whatFollowsIsShownOnceAlthoughLooksOverlap() {
    log("texts", "INFO", "one");
    log("texts", "INFO", "two");
    assertThat(shown(tail.last(1, DAY))).hasSize(1);

    assertThat(tail.next()).isEmpty();
    log("texts", "INFO", "three");
    assertThat(tail.next()).extracting(LogLine::text).containsExactly("three");
    assertThat(tail.next()).isEmpty();
  }

  @Test
  void aLineThatArrivesLateIsStillShown() {
    log("texts", "INFO", "one");
    tail.last(10, DAY);
    clock.advance(Duration.ofSeconds(20));
    log("texts", "INFO", "three");
    assertThat(tail.next()).hasSize(1);

    clock.advance(Duration.ofSeconds(-10));
    log("texts", "INFO", "two");

    assertThat(tail.next()).extracting(LogLine::text).containsExactly("two");
  }

  @Test
  void moreLinesThanAPageHoldsAreAllShown() {
    tail.last(1, DAY);
    for (int i = 0; i < 1500; i++) {
      google.log(
          Map.of(
              "resource",
              Map.of("labels", Map.of("location", "us-central1", "service_name", "texts")),
              "textPayload",
              "line " + i));
    }

    assertThat(tail.next()).hasSize(1500);
  }

  @Test
  void aLogWithoutLinesIsEmpty() {
    assertThat(tail.last(10, DAY)).isEmpty();
    assertThat(tail.next()).isEmpty();
  }

  @Test
  void anImpossibleNumberOfLinesIsRefused() {
    assertThatThrownBy(() -> tail.last(5000, DAY))
        .hasMessage(
            "lsml.lines must be 1 to 1000, not 5000; the whole log is in the cloud's console");
  }

  @Test
  void severitiesAreColouredOnATerminalAndTextsCannotCommandIt() {
    log("texts", "ERROR", "red \u001b[2Jalert");

    assertThat(tail.last(1, DAY).get(0).shown(true))
        .isEqualTo(
            "2026-01-01T00:00:00Z \u001b[31mERROR   \u001b[0m texts-00001-abc  red  [2Jalert");
  }

  @Test
  void requestsAndAuditEntriesHaveWordsToo() {
    Map<String, ?> resource =
        Map.of("labels", Map.of("location", "us-central1", "service_name", "texts"));
    google.log(
        Map.of(
            "resource",
            resource,
            "httpRequest",
            Map.of(
                "requestMethod", "POST",
                "requestUrl", "https://texts.example/predict",
                "status", 200,
                "latency", "0.012s")));
    google.log(
        Map.of(
            "resource",
            resource,
            "protoPayload",
            Map.of("methodName", "Services.Replace", "status", Map.of("message", "denied"))));
    google.log(Map.of("resource", resource, "jsonPayload", Map.of("odd", 1)));

    assertThat(tail.last(10, DAY))
        .extracting(LogLine::text)
        .containsExactlyInAnyOrder(
            "POST https://texts.example/predict 200 in 0.012s",
            "Services.Replace: denied",
            "{odd=1}");
  }
}
