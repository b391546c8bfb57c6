// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.operate.GoogleBackend;
import dev.lsml.deploy.operate.Place;
import dev.lsml.testkit.ManualClock;
import dev.lsml.testkit.google.FakeGoogle;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A backend on Google Cloud; AwsBackendTest has the same for AWS. */
class PatientTest {
  private static final Place PLACE = new Place("my-shop", "us-central1", "texts");
  private static final String SERVICE = "projects/my-shop/locations/us-central1/services/texts";

  private final FakeGoogle google =
      new FakeGoogle("my-shop", "42", "us-central1", ManualClock.atNewYear());

  @AfterEach
  void stop() {
    google.close();
  }

  @Test
  void theCloudTellsTheAddressAndWhatMustBeSent() {
    google.putRunResource(SERVICE, Map.of("uri", "https://texts.example"));
    google.addSecretVersion("texts-basic-auth-pass", "pass");
    google.addSecretVersion("texts-webhook-secret", "hook");

    assertThat(deployed()).isEqualTo(new Patient("https://texts.example", "lsml", "pass", "hook"));
  }

  @Test
  void aBackendWithoutAPasswordIsAskedWithoutAUser() {
    google.putRunResource(SERVICE, Map.of("uri", "https://texts.example"));

    assertThat(deployed()).isEqualTo(new Patient("https://texts.example", null, null, null));
  }

  @Test
  void aBackendThatWasNeverDeployedIsTold() {
    assertThatThrownBy(this::deployed)
        .hasMessageStartingWith("There is no service texts to look after");
  }

  private Patient deployed() {
    Map<String, String> environment = google.deployerEnvironment();
    GoogleApi api =
        new GoogleApi(
            environment, "my-shop", GoogleApi.credentials(environment, "my-shop"), time -> {});
    return Patient.of(new GoogleBackend(api, PLACE));
  }
}
