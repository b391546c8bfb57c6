// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdcTest {
  private static final AccessToken TOKEN =
      new AccessToken("secret", Date.from(Instant.parse("2999-01-01T00:00:00Z")));

  @TempDir Path gcloud;

  @Test
  void aLoginThatServesGcloudAloneIsNamedAsTheCause() throws IOException {
    Files.createFile(gcloud.resolve("credentials.db"));

    assertThatThrownBy(() -> missing(Map.of()).token())
        .hasMessage(
            "There are no credentials for Google: gcloud is logged in, but 'gcloud auth login'"
                + " serves gcloud alone; other programs use Application Default Credentials, and"
                + " there are none. Run: gcloud auth application-default login; without gcloud, set"
                + " GOOGLE_APPLICATION_CREDENTIALS to a service account's key file, or"
                + " GOOGLE_OAUTH_ACCESS_TOKEN to an access token");
  }

  @Test
  void noCredentialsAtAllAreTold() {
    assertThatThrownBy(() -> missing(Map.of()).token())
        .hasMessageStartingWith(
            "There are no credentials for Google: there are no Application Default Credentials on"
                + " this machine. Run: gcloud auth application-default login;");
  }

  @Test
  void aCredentialsFileThatCannotBeReadIsNamed() {
    assertThatThrownBy(
            () -> missing(Map.of("GOOGLE_APPLICATION_CREDENTIALS", "/gone.json")).token())
        .hasMessage(
            "The credentials for Google cannot be read: GOOGLE_APPLICATION_CREDENTIALS names"
                + " /gone.json: not found. Correct or unset the variable, or run: gcloud auth"
                + " application-default login");
  }

  @Test
  void aLoginThatHasRunOutIsToldToBeRepeated() {
    GoogleCredentials stale =
        new GoogleCredentials() {
          private static final long serialVersionUID = 1L;

          @Override
          public AccessToken refreshAccessToken() throws IOException {
            throw new IOException("400: {\"error\": \"invalid_grant\"}");
          }
        };

    assertThatThrownBy(() -> new Adc(Map.of(), "shop", gcloud, () -> stale).token())
        .hasMessage(
            "The credentials for Google gave no access token: the login has run out or was"
                + " revoked. Log in again: gcloud auth application-default login");
  }

  @Test
  void aPersonsCallsCountOnTheProjectThatIsDeployedTo() {
    GoogleCredentials person =
        UserCredentials.newBuilder()
            .setClientId("id")
            .setClientSecret("s")
            .setRefreshToken("r")
            .setAccessToken(TOKEN)
            .build();

    TokenSource.Token token = new Adc(Map.of(), "shop", gcloud, () -> person).token();

    assertThat(token.value()).isEqualTo("secret");
    assertThat(token.quotaProject()).isEqualTo("shop");
    assertThat(token.toString()).doesNotContain("secret");
  }

  @Test
  void aMachinesCallsCountOnItsOwnProject() {
    GoogleCredentials machine = GoogleCredentials.create(TOKEN);

    assertThat(new Adc(Map.of(), "shop", gcloud, () -> machine).token().quotaProject()).isNull();
  }

  @Test
  void gcloudKeepsItsFilesWhereItIsToldTo() {
    assertThat(Adc.gcloudFolder(Map.of("CLOUDSDK_CONFIG", "/c"), "/home/me"))
        .isEqualTo(Path.of("/c"));
    assertThat(Adc.gcloudFolder(Map.of(), "/home/me"))
        .isEqualTo(Path.of("/home/me/.config/gcloud"));
    assertThat(Adc.gcloudFolder(Map.of("APPDATA", "/data"), "/home/me"))
        .isEqualTo(Path.of("/data/gcloud"));
  }

  private Adc missing(Map<String, String> environment) {
    return new Adc(
        environment,
        "shop",
        gcloud,
        () -> {
          throw new IOException("not found");
        });
  }
}
