// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.testkit.ManualClock;
import dev.lsml.testkit.google.FakeGoogle;
import dev.lsml.testkit.google.GoogleAnswer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private final FakeGoogle google =
      new FakeGoogle("shop", "42", "us-central1", ManualClock.atNewYear());
  private final Secrets secrets = new Secrets(api());

  @AfterEach
  void stop() {
    google.close();
  }

  private GoogleApi api() {
    Map<String, String> environment = google.deployerEnvironment();
    return new GoogleApi(
        environment, "shop", GoogleApi.credentials(environment, "shop"), time -> {});
  }

  @Test
  void theNewestVersionIsReadWithItsNumber() {
    google.addSecretVersion("texts-basic-auth-pass", "old");
    google.addSecretVersion("texts-basic-auth-pass", "grün");

    Secrets.Value value = secrets.latest("texts-basic-auth-pass");

    assertThat(value).isEqualTo(new Secrets.Value("grün", 2));
    assertThat(String.valueOf(value)).doesNotContain("grün");
  }

  @Test
  void aSecretThatIsNotThereIsAbsent() {
    assertThat(secrets.latest("texts-webhook-secret")).isNull();
  }

  @Test
  void beforeTheApiIsEnabledThereAreNoSecrets() {
    google.disable("secretmanager.googleapis.com");

    assertThat(secrets.latest("texts-webhook-secret")).isNull();
  }

  @Test
  void aDisabledVersionIsToldWithWhatToDo() {
    google.answerFirst(
        call -> GoogleAnswer.error(400, "FAILED_PRECONDITION", "version is in DISABLED state"));

    assertThatThrownBy(() -> secrets.latest("texts-webhook-secret"))
        .hasMessageStartingWith(
            "The secret texts-webhook-secret cannot be read: its newest version is disabled or"
                + " destroyed")
        .hasMessageEndingWith(
            "Enable it, or delete the secret so that the next deployment makes a new one: gcloud"
                + " secrets delete texts-webhook-secret --project=shop");
  }
}
