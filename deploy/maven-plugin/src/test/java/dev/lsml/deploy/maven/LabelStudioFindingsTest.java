// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.deploy.Finding;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelStudioFindingsTest {
  private static final String URL = "https://ls.example.com";
  private static final ApiKeyChoice NONE = ApiKeyChoice.of(Map.of(), null, null);
  private static final ApiKeyChoice KEY =
      ApiKeyChoice.of(Map.of("LABEL_STUDIO_API_KEY", "k3y"), null, null);
  private static final ApiKeyChoice TYPED = ApiKeyChoice.of(Map.of(), null, "k3y");

  @Test
  void nothingIsOddAboutANamedServerWithItsKeyNorAboutNone() {
    assertThat(LabelStudioFindings.of(KEY, URL, 7L)).isEmpty();
    assertThat(LabelStudioFindings.of(NONE, null, null)).isEmpty();
  }

  @Test
  void aProjectWithoutAServerIsAnError() {
    assertThat(LabelStudioFindings.of(KEY, null, 7L))
        .containsExactly(
            Finding.error(
                "Project 7 is named, but no Label Studio",
                "neither -Dlabelstudio.url= nor the environment variable LABEL_STUDIO_URL is set",
                "Add -Dlabelstudio.url=https://YOUR-LABEL-STUDIO"));
  }

  @Test
  void aKeyWithoutAServerIsWorthAWord() {
    assertThat(LabelStudioFindings.of(KEY, null, null))
        .singleElement()
        .satisfies(finding -> assertThat(finding.isError()).isFalse())
        .extracting(Finding::problem)
        .isEqualTo("There is a key for Label Studio, but no address");
  }

  @Test
  void aTypedKeyWorksAndIsWarnedOfWithoutBeingRepeated() {
    assertThat(LabelStudioFindings.of(TYPED, URL, null))
        .singleElement()
        .satisfies(finding -> assertThat(finding.isError()).isFalse())
        .extracting(Finding::toString)
        .isEqualTo(
            "The API key of Label Studio stands on the command line: -Dlabelstudio.apiKey= is seen"
                + " by other users of this machine and kept in the shell's history. Set the"
                + " environment variable LABEL_STUDIO_API_KEY, or a server label-studio in Maven's"
                + " settings.xml");
  }
}
