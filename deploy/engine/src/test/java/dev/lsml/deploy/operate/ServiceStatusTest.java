// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.health.Probe;
import dev.lsml.testkit.ManualClock;
import dev.lsml.testkit.google.FakeGoogle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceStatusTest {
  private static final Place PLACE = new Place("my-shop", "us-central1", "texts");

  private final ManualClock clock = ManualClock.atNewYear();
  private final FakeGoogle google = new FakeGoogle("my-shop", "42", "us-central1", clock);
  private final List<String> probed = new ArrayList<>();
  private String status =
      """
      {"model": "text-classifier", "trainable": true, "projects": {"12.1696257600":
       {"model_version": "text-classifier-v3-9f2c01", "state": "idle", "load_error": null}}}""";

  @AfterEach
  void stop() {
    google.close();
  }

  private GoogleApi api() {
    Map<String, String> environment = google.deployerEnvironment();
    return new GoogleApi(
        environment, "my-shop", GoogleApi.credentials(environment, "my-shop"), time -> {});
  }

  private List<String> lines() {
    Probe probe =
        (method, uri, authorization, json, limit) -> {
          probed.add(method + " " + uri + " " + authorization);
          if (status.isEmpty()) {
            throw new IOException("no answer within 60000 ms");
          }
          return new Probe.Answer(200, status.getBytes(StandardCharsets.UTF_8));
        };
    return new ServiceStatus(new GoogleBackend(api(), PLACE), probe).lines();
  }

  private void deploy(String state, String message) {
    google.putRunResource(
        PLACE.servicePath(),
        Map.of(
            "uri",
            "https://texts.example",
            "latestReadyRevision",
            PLACE.servicePath() + "/revisions/texts-00003-abc",
            "updateTime",
            "2026-01-01T00:00:00Z",
            "terminalCondition",
            Map.of("state", state, "message", message),
            "trafficStatuses",
            List.of(
                Map.of("revision", "texts-00002-xyz", "percent", 100),
                Map.of("revision", "texts-00003-abc", "tag", "candidate")),
            "template",
            Map.of(
                "containers",
                List.of(
                    Map.of(
                        "image",
                        "host/texts@sha256:1234",
                        "env",
                        List.of(
                            Map.of("name", "BASIC_AUTH_USER", "value", "ls"),
                            Map.of("name", "BASIC_AUTH_PASS", "valueSource", Map.of())))))));
    google.putRunResource(PLACE.jobPath(), Map.of());
  }

  @Test
  void whatCloudRunTheBackendAndTheJobSayIsGathered() {
    deploy("CONDITION_SUCCEEDED", "");
    google.addSecretVersion("texts-basic-auth-pass", "pass");
    CompletableFuture<Integer> running = new CompletableFuture<>();
    google.onJobRun(run -> run.execution().endsWith("1") ? done(1) : running);
    run();
    run();

    assertThat(lines())
        .containsExactly(
            "Service   texts in us-central1 of project my-shop, ready",
            "URL       https://texts.example",
            "Revision  texts-00003-abc",
            "Traffic   texts-00002-xyz 100 %",
            "Traffic   texts-00003-abc 0 % (candidate)",
            "Image     host/texts@sha256:1234",
            "Changed   2026-01-01T00:00:00Z",
            "Model     text-classifier, learns from annotations",
            "Project   12.1696257600  text-classifier-v3-9f2c01  idle",
            "Training  texts-train-00002  running  2026-01-01T00:01:00Z",
            "Training  texts-train-00001  failed  2026-01-01T00:00:00Z  0 s  The container exited"
                + " with an error.");
    assertThat(probed)
        .containsExactly("GET https://texts.example/status Basic bHM6cGFzcw=="); // ls:pass
  }

  private static CompletableFuture<Integer> done(int code) {
    return CompletableFuture.completedFuture(code);
  }

  private void run() {
    api()
        .post(dev.lsml.deploy.google.GoogleService.RUN, "v2/" + PLACE.jobPath() + ":run", Map.of());
    clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void aServiceThatIsNotReadySaysWhyAndASilentBackendIsNoFailure() {
    deploy("CONDITION_FAILED", "Revision 'texts-00003' is not ready:\u001b[2J out of memory");
    status = "";

    assertThat(lines())
        .contains(
            "Service   texts in us-central1 of project my-shop, NOT READY: Revision 'texts-00003'"
                + " is not ready: [2J out of memory",
            "Backend   does not answer: no answer within 60000 ms; see mvn lsml:logs",
            "Training  none yet in Cloud Run job texts-train");
  }

  @Test
  void anInstanceThatServedNoProjectSaysSo() {
    deploy("CONDITION_SUCCEEDED", "");
    status = "{\"model\": \"m\", \"trainable\": false, \"projects\": {}}";

    assertThat(lines())
        .contains(
            "Model     m",
            "Projects  the instance that answered has served none; see mvn lsml:versions");
  }

  @Test
  void aServiceThatCloudRunHasNotFinishedMakingIsShownWithoutAddress() {
    google.putRunResource(
        PLACE.servicePath(),
        Map.of("terminalCondition", Map.of("state", "CONDITION_FAILED", "message", "no image")));

    assertThat(lines())
        .containsExactly(
            "Service   texts in us-central1 of project my-shop, NOT READY: no image",
            "URL       none yet",
            "Revision  none is ready",
            "Image     unknown",
            "Training  none yet in Cloud Run job texts-train");
    assertThat(probed).isEmpty();
    assertThatThrownBy(() -> new GoogleBackend(api(), PLACE).deployed().address())
        .hasMessage(
            "The service has no address: no image. Deploy it again; mvn lsml:logs shows what it"
                + " said");
  }

  @Test
  void aServiceThatWasNeverDeployedIsToldWithTheCommandThatDeploysIt() {
    assertThatThrownBy(this::lines)
        .hasMessage(
            "There is no service texts to look after: Cloud Run has none of that name in region"
                + " us-central1 of project my-shop. Deploy it with mvn deploy -Pgcp"
                + " -Dgcp.project=my-shop, or name another with -Dgcp.service= and -Dgcp.region=");
  }
}
