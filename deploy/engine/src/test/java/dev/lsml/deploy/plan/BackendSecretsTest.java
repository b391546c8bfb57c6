// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.deploy.aws.AwsNames;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackendSecretsTest {
  private static final AwsNames NAMES = new AwsNames("123456789012", "eu-central-1", "texts");

  private final Map<String, String> vault = new HashMap<>();
  private final BackendSecrets secrets =
      new BackendSecrets(NAMES, vault::get, "in the vault", new SecureRandom());

  @Test
  void generatedSecretsAreLongDifferentAndPlain() {
    SecureRandom random = new SecureRandom();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      String secret = BackendSecrets.generate(random);
      assertThat(secret).matches("[A-Za-z0-9_-]{43}");
      assertThat(seen.add(secret)).isTrue();
    }
  }

  @Test
  void whatABackendHasStaysAndWhatItLacksIsMadeUp() {
    vault.put("texts/basic-auth-pass", "the-password-of-the-backend");

    Access access = secrets.read(null, null);

    assertThat(access.password()).isEqualTo("the-password-of-the-backend");
    assertThat(access.webhookSecret()).hasSize(43);
    assertThat(access.version()).isEqualTo(1);
    assertThat(access.variables()).containsOnlyKeys("basic_auth_pass", "webhook_secret");
    assertThat(access.toString()).doesNotContain("password-of", access.webhookSecret());
  }

  @Test
  void anotherKeyOfLabelStudioRaisesTheVersionAndTheSameDoesNot() {
    vault.put("texts/label-studio-api-key", "old-key");
    Deployed deployed =
        new Deployed("a", "r", "https://u", null, "image", "1", "", 4, "texts-models");

    assertThat(secrets.read(deployed, "old-key").version()).isEqualTo(4);
    assertThat(secrets.read(deployed, "new-key").version()).isEqualTo(5);
    assertThat(secrets.read(deployed, "new-key").variables())
        .containsEntry("label_studio_api_key", "new-key");
  }
}
