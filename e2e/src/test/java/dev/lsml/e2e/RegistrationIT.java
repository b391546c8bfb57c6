// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.health.Advice;
import dev.lsml.deploy.health.Health;
import dev.lsml.deploy.health.HealthGate;
import dev.lsml.deploy.labelstudio.Registration;
import dev.lsml.deploy.labelstudio.Wanted;
import dev.lsml.e2e.parts.Await;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Http;
import dev.lsml.e2e.parts.LabelStudioServer;
import dev.lsml.e2e.parts.LsmlBackend;
import dev.lsml.e2e.parts.Parts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What deploying does with a real Label Studio: it registers a backend and forgets it again. */
class RegistrationIT {
  private static final String CONFIG =
      "<View><Text name=\"text\" value=\"$text\"/><Choices name=\"sentiment\" toName=\"text\">"
          + "<Choice value=\"Positive\"/><Choice value=\"Negative\"/></Choices></View>";

  private LabelStudioServer labelStudio;
  private LsmlBackend backend;
  private LabelStudioClient client;
  private Registration registration;
  private long project;

  private void start(Map<String, String> labelStudioSettings) throws Exception {
    Path folder = Folders.fresh(getClass());
    labelStudio =
        Parts.need(
            "label-studio",
            () -> LabelStudioServer.start(folder.resolve("label-studio"), labelStudioSettings));
    client = labelStudio.client(labelStudio.signIn().newPersonalAccessToken());
    backend =
        LsmlBackend.start(
            folder.resolve("backend"),
            Map.of(
                "BASIC_AUTH_USER", "lsml",
                "BASIC_AUTH_PASS", "a-long-password",
                "LSML_WEBHOOK_SECRET", "a-long-secret",
                "LSML_TRAIN_EVERY", "1"));
    registration = new Registration(client, time -> {});
    project = client.createProject(Map.of("title", "Reviews", "label_config", CONFIG)).id();
    client.importTasks(project, List.of(Map.of("text", "good"), Map.of("text", "bad")));
  }

  @AfterEach
  void stop() {
    if (backend != null) {
      backend.close();
    }
    if (labelStudio != null) {
      labelStudio.close();
    }
  }

  private Wanted wanted(String password) {
    return new Wanted(
        project, backend.url().toString(), "texts", "lsml", password, "a-long-secret", null);
  }

  @Test
  void aBackendIsRegisteredTwiceWithoutASecondAndForgottenWithItsWebhook() throws Exception {
    start(LabelStudioServer.ALLOW_PRIVATE_BACKENDS);

    assertThat(
            HealthGate.real(Advice.GOOGLE)
                .check(backend.url(), "lsml", "a-long-password", line -> {}))
        .isInstanceOf(Health.Good.class);
    Registration.Registered first = registration.register(wanted("a-long-password"));
    assertThat(first.isNew()).isTrue();
    assertThat(first.findings()).isEmpty();

    Registration.Registered second = registration.register(wanted("a-long-password"));
    assertThat(second).isEqualTo(new Registration.Registered(first.backend(), false, List.of()));
    assertThat(client.backends(project)).hasSize(1);
    assertThat(client.webhooks(project))
        .singleElement()
        .satisfies(
            webhook ->
                assertThat(webhook.get("headers").object())
                    .isEqualTo(Map.of("X-Lsml-Webhook-Secret", "a-long-secret")));

    // The header is what lets the event through: without it, the backend answers 401.
    long task = client.tasks(project).next().get(0).id();
    client.createAnnotation(task, Map.of("result", List.of()));
    Await.until(
        "the event has arrived",
        Duration.ofSeconds(30),
        this::status,
        status -> status.contains("ANNOTATION_CREATED"));

    assertThatThrownBy(() -> registration.register(wanted("another-password")))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("authentication parameters were either not provided or are incorrect")
        .hasMessageEndingWith("Deploy again, then run mvn lsml:register");

    assertThat(registration.remove(project, backend.url().toString()))
        .isEqualTo(new Registration.Removed(1, 1));
    assertThat(client.backends(project)).isEmpty();
    assertThat(client.webhooks(project)).isEmpty();
  }

  private String status() throws Exception {
    return Http.call(
            "GET",
            backend.url().resolve("/status"),
            Map.of("Authorization", Http.basic("lsml", "a-long-password")),
            null)
        .text();
  }

  @Test
  void aWebhookThatLabelStudioRefusesIsToldAlthoughTheBackendIsConnected() throws Exception {
    start(Map.of("LABEL_STUDIO_ML_BLOCK_LOCAL_IP", "false"));

    Registration.Registered registered = registration.register(wanted("a-long-password"));

    assertThat(registered.findings())
        .extracting(Finding::cause)
        .containsExactly("it refuses webhooks to the private address 127.0.0.1");
    assertThat(client.backends(project)).extracting(RegistrationIT::state).containsExactly("CO");
    assertThat(client.webhooks(project)).isEmpty();
  }

  private static String state(JsonView row) {
    return row.get("state").string();
  }
}
