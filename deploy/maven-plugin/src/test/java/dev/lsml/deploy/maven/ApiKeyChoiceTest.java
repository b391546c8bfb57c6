// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiKeyChoiceTest {
  @Test
  void theEnvironmentGoesBeforeTheSettingsAndTheseBeforeTheCommandLine() {
    Map<String, String> environment = Map.of("LABEL_STUDIO_API_KEY", " from-environment\n");

    assertThat(ApiKeyChoice.of(environment, "from-settings", "from-line"))
        .isEqualTo(new ApiKeyChoice("from-environment", null));
    assertThat(ApiKeyChoice.of(Map.of(), "from-settings", "from-line"))
        .isEqualTo(new ApiKeyChoice("from-settings", null));
    assertThat(ApiKeyChoice.of(Map.of("LABEL_STUDIO_API_KEY", " "), "", " "))
        .isEqualTo(new ApiKeyChoice(null, null));
  }

  @Test
  void aKeyOnTheCommandLineWorksWithAWarning() {
    ApiKeyChoice choice = ApiKeyChoice.of(Map.of(), null, "from-line");

    assertThat(choice.key()).isEqualTo("from-line");
    assertThat(choice.warning())
        .isEqualTo(
            "-Dlabelstudio.apiKey= is seen by other users of this machine and kept in the shell's"
                + " history. Better: set the environment variable LABEL_STUDIO_API_KEY, or a server"
                + " label-studio in Maven's settings.xml.");
    assertThat(choice.toString()).doesNotContain("from-line");
  }
}
