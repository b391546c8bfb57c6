// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.health.Advice;
import dev.lsml.deploy.health.HealthGate;
import dev.lsml.deploy.health.HealthLimits;
import dev.lsml.deploy.health.Probe;
import dev.lsml.deploy.labelstudio.FakeLabelStudio;
import dev.lsml.testkit.ManualClock;
import dev.lsml.testkit.google.FakeGoogle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegisteringTest {
  private static final Place PLACE = new Place("my-shop", "us-central1", "texts");
  private static final String KEY = "0123456789abcdef0123456789abcdef01234567";

  private final ManualClock clock = ManualClock.atNewYear();
  private final FakeGoogle google = new FakeGoogle("my-shop", "42", "us-central1", clock);
  private final FakeLabelStudio studio = new FakeLabelStudio();
  private int setupStatus = 200;

  @AfterEach
  void stop() {
    google.close();
    studio.close();
  }

  private Registering.Result register(@Nullable String url, @Nullable String key) {
    Map<String, String> environment = google.deployerEnvironment();
    GoogleApi api =
        new GoogleApi(
            environment, "my-shop", GoogleApi.credentials(environment, "my-shop"), time -> {});
    Probe probe =
        (method, uri, authorization, json, limit) ->
            new Probe.Answer(
                uri.getPath().equals("/setup") ? setupStatus : 200,
                "{\"model_version\": \"v\"}".getBytes(StandardCharsets.UTF_8));
    HealthGate gate =
        new HealthGate(probe, () -> 0, clock::advance, HealthLimits.LABEL_STUDIO, Advice.GOOGLE);
    return new Registering(new GoogleBackend(api, PLACE), gate, clock, clock::advance)
        .register(7, url, key, line -> {});
  }

  private void deploy(List<Map<String, String>> variables) {
    google.putRunResource(
        PLACE.servicePath(),
        Map.of(
            "uri",
            "https://texts.example",
            "template",
            Map.of("containers", List.of(Map.of("env", variables)))));
  }

  @Test
  void everythingIsFoundByTheNameOfTheService() {
    deploy(List.of(Map.of("name", "LABEL_STUDIO_URL", "value", studio.url())));
    google.addSecretVersion("texts-label-studio-api-key", KEY);
    google.addSecretVersion("texts-basic-auth-pass", "pass");
    google.addSecretVersion("texts-webhook-secret", "hook");

    Registering.Result result = register(null, null);

    assertThat(result.lines())
        .containsExactly(
            "Registered https://texts.example as backend "
                + result.registered().backend()
                + " of "
                + studio.url());
    assertThat(studio.backends().get(0))
        .containsEntry("title", "texts")
        .containsEntry("basic_auth_user", "lsml")
        .containsEntry("basic_auth_pass", "pass");
    assertThat(studio.webhooks().get(0))
        .containsEntry("headers", Map.of("X-Lsml-Webhook-Secret", "hook"));
    assertThat(register(null, null).lines().get(0))
        .startsWith("Updated the registration of https://texts.example");
  }

  @Test
  void whatIsNamedGoesBeforeWhatWasDeployed() {
    deploy(List.of(Map.of("name", "LABEL_STUDIO_URL", "value", "http://127.0.0.1:1")));

    assertThat(register(studio.url(), KEY).registered().isNew()).isTrue();
  }

  @Test
  void aMissingAddressOrKeyOfLabelStudioIsTold() {
    deploy(List.of());

    assertThatThrownBy(() -> register(null, KEY))
        .hasMessage(
            "The backend cannot be registered: it was deployed without a Label Studio, and none is"
                + " named. Name it with -Dlabelstudio.url=, best when deploying");
    assertThatThrownBy(() -> register(studio.url(), null))
        .hasMessageStartingWith(
            "The backend cannot be registered: there is no API key for Label Studio. Set"
                + " LABEL_STUDIO_API_KEY");
  }

  @Test
  void aBackendThatIsNotHealthyIsNotRegistered() {
    deploy(List.of());
    setupStatus = 500;

    assertThatThrownBy(() -> register(studio.url(), KEY))
        .hasMessageStartingWith(
            "https://texts.example/setup does not answer as Label Studio needs it")
        .hasMessageEndingWith("See what it says with: mvn lsml:logs");
    assertThat(studio.backends()).isEmpty();
  }
}
