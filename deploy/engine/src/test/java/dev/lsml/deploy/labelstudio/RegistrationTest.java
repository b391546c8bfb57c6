// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.labelstudio.ApiKey;
import dev.lsml.core.labelstudio.BaseUrl;
import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.deploy.Finding;
import dev.lsml.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {
  private static final String URL = "https://texts-abc.a.run.app";

  private final FakeLabelStudio studio = new FakeLabelStudio();
  private final List<Duration> waits = new ArrayList<>();
  private final Registration registration =
      new Registration(
          new LabelStudioClient(
              new BaseUrl(studio.url()),
              ApiKey.of("0123456789abcdef0123456789abcdef01234567"),
              new ClientOptions(
                  ManualClock.atNewYear(),
                  time -> {},
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(60),
                  1 << 20,
                  2)),
          waits::add);

  @AfterEach
  void stop() {
    studio.close();
  }

  private static Wanted wanted(String url, String password) {
    return new Wanted(7, url, "texts", "lsml", password, "hook", null);
  }

  private Registration.Registered register(String url) {
    return registration.register(wanted(url, "pass"));
  }

  @Test
  void aNewBackendIsAddedWithItsCredentialsAndItsWebhookSendsTheSecret() {
    Registration.Registered done = register(URL + "/");

    assertThat(done.isNew()).isTrue();
    assertThat(done.findings()).isEmpty();
    assertThat(studio.backends)
        .singleElement()
        .satisfies(
            backend ->
                assertThat(backend)
                    .containsEntry("id", (int) done.backend())
                    .containsEntry("url", URL)
                    .containsEntry("title", "texts")
                    .containsEntry("auth_method", "BASIC_AUTH")
                    .containsEntry("basic_auth_user", "lsml")
                    .containsEntry("basic_auth_pass", "pass")
                    .doesNotContainKey("is_interactive"));
    assertThat(studio.webhooks)
        .singleElement()
        .satisfies(
            webhook ->
                assertThat(webhook)
                    .containsEntry("url", URL + "/webhook")
                    .containsEntry("headers", Map.of("X-Lsml-Webhook-Secret", "hook")));
  }

  @Test
  void registeringAgainChangesThePasswordAndAddsNothing() {
    register(URL);
    studio.backends.get(0).put("title", "renamed by a person");

    Registration.Registered done = registration.register(wanted(URL, "new"));

    assertThat(done.isNew()).isFalse();
    assertThat(studio.backends).hasSize(1);
    assertThat(studio.backends.get(0))
        .containsEntry("basic_auth_pass", "new")
        .containsEntry("title", "renamed by a person");
    assertThat(studio.webhooks).hasSize(1);
  }

  @Test
  void aBackendThatMovedTakesItsWebhookAlong() {
    register(URL);

    Registration.Registered done = register("https://texts-new.a.run.app");

    assertThat(done.isNew()).isFalse();
    assertThat(studio.backends)
        .extracting(backend -> backend.get("url"))
        .containsExactly("https://texts-new.a.run.app");
    assertThat(studio.webhooks)
        .extracting(webhook -> webhook.get("url"))
        .containsExactly("https://texts-new.a.run.app/webhook");
  }

  @Test
  void otherHeadersAndTheChosenActionsOfTheWebhookStayAndItIsActiveAgain() {
    register(URL);
    Map<String, Object> webhook = studio.webhooks.get(0);
    webhook.put("headers", Map.of("X-Other", "1", "x-lsml-webhook-secret", "old"));
    webhook.put("actions", List.of("ANNOTATION_CREATED"));
    webhook.put("is_active", false);

    assertThat(register(URL).findings()).isEmpty();
    assertThat(studio.webhooks.get(0))
        .containsEntry("headers", Map.of("X-Other", "1", "X-Lsml-Webhook-Secret", "hook"))
        .containsEntry("actions", List.of("ANNOTATION_CREATED"))
        .containsEntry("is_active", true);
  }

  @Test
  void aHostNameThatWebhooksRefuseInSilenceIsTold() {
    Registration.Registered done = register("http://ml-backend:9090");

    assertThat(studio.backends).hasSize(1);
    assertThat(done.findings())
        .containsExactly(
            Finding.warning(
                "Label Studio will not tell the backend of new annotations",
                "its check of webhook addresses refuses host names without a dot or with an"
                    + " underscore, as in http://ml-backend:9090/webhook",
                "Give the backend a name with a dot, such as a network alias ml.internal, or its"
                    + " IP address; the button Start Training works all the same"));
  }

  @Test
  void aPrivateAddressThatWebhooksRefuseIsToldAlthoughTheBackendIsStored() {
    studio.refusesPrivateWebhooks = true;

    Registration.Registered done = register("http://10.0.0.7:9090");

    assertThat(done.findings())
        .containsExactly(
            Finding.warning(
                "Label Studio will not tell the backend of new annotations",
                "it refuses webhooks to the private address 10.0.0.7",
                "Run Label Studio with LABEL_STUDIO_SSRF_PROTECTION_ENABLED=false, or give the"
                    + " backend an address that is public; the button Start Training works all the"
                    + " same"));
  }

  @Test
  void aHealthCheckThatWasMissedIsTriedAgain() {
    AtomicInteger asked = new AtomicInteger();
    studio.check =
        backend ->
            asked.incrementAndGet() < 3
                ? "Can't connect to ML backend, health check failed."
                : null;

    assertThat(register(URL).isNew()).isTrue();
    assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
  }

  @Test
  void whyABackendIsRefusedIsToldWithWhatToDo() {
    assertThat(refusal("Can't connect to ML backend, health check failed."))
        .hasMessageStartingWith(
            "Label Studio does not accept the backend for project 7: Label Studio answered 400"
                + " (Validation error: {\"non_field_errors\":[\"Can't connect to ML backend, health"
                + " check failed.\"]}).")
        .hasMessageEndingWith(
            "Run mvn lsml:register again; when a cold start takes longer, set ML_TIMEOUT_HEALTH=10"
                + " in Label Studio's environment, or deploy with -Dgcp.minInstances=1 on Google,"
                + " -Daws.memory=3538 on AWS");
    assertThat(refusal("authentication parameters were either not provided or are incorrect"))
        .hasMessageEndingWith("Deploy again, then run mvn lsml:register");
    assertThat(refusal("it doesn't look like a valid ML backend"))
        .hasMessageEndingWith("whether the model fits the project's labeling config");
    assertThat(studio.webhooks).isEmpty();
  }

  private @Nullable Throwable refusal(String complaint) {
    studio.check = backend -> complaint;
    try {
      register(URL);
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  @Test
  void removingTakesTheBackendAndItsWebhookAndLeavesOthers() {
    register(URL);
    registration.register(new Wanted(7, "https://other.example", "other", null, null, null, true));

    assertThat(registration.remove(7, URL + "/")).isEqualTo(new Registration.Removed(1, 1));
    assertThat(studio.backends)
        .singleElement()
        .satisfies(
            other ->
                assertThat(other)
                    .containsEntry("title", "other")
                    .containsEntry("auth_method", "NONE")
                    .containsEntry("is_interactive", true));
    assertThat(studio.webhooks).hasSize(1);
    assertThat(registration.remove(7, URL)).isEqualTo(new Registration.Removed(0, 0));
  }

  @Test
  void secretsAreNotInTheTextOfWhatIsWanted() {
    assertThat(wanted(URL, "pass").toString()).doesNotContain("pass").doesNotContain("hook");
  }

  @Test
  void aLabelStudioThatIsNotThereIsTold() {
    studio.close();

    assertThatThrownBy(() -> register(URL)).hasMessageContaining("nothing answers at");
  }
}
