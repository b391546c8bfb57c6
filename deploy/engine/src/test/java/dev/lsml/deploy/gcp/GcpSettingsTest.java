// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.deploy.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GcpSettingsTest {
  @Test
  void goodSettingsHaveNoProblem() {
    assertThat(problems("my-project", "northamerica-northeast1", "reviews")).isEmpty();
  }

  @Test
  void allProblemsAreToldEachWithItsFix() {
    assertThat(problems("", "us-central1-a", "My.Backend_"))
        .extracting(Finding::toString)
        .containsExactly(
            "No Google Cloud project is named: neither -Dgcp.project= nor the environment variable"
                + " GOOGLE_CLOUD_PROJECT is set. Add -Dgcp.project=ID; 'gcloud projects list' shows"
                + " the ids",
            "'us-central1-a' is not a region of Google Cloud: regions are called such as"
                + " us-central1 or europe-west4; us-central1-a would be a zone. Correct"
                + " -Dgcp.region=; 'gcloud run regions list' shows them",
            "'My.Backend_' cannot be the name of a Cloud Run service: a name has at most 49 small"
                + " letters, digits and hyphens, begins with a letter and does not end with a"
                + " hyphen. Name it yourself: -Dgcp.service=my-backend");
  }

  @Test
  void aProjectsNumberIsNotItsId() {
    assertThat(problems("123456789012", "us-central1", "reviews"))
        .extracting(Finding::toString)
        .containsExactly(
            "'123456789012' is not the id of a Google Cloud project: an id has 6 to 30 small"
                + " letters, digits and hyphens and begins with a letter; a project's name or"
                + " number is something else. Look it up in the column PROJECT_ID of 'gcloud"
                + " projects list'");
  }

  @Test
  void aNameWithoutALetterGetsOneMadeUp() {
    assertThat(problems("my-project", "us-central1", "2025"))
        .singleElement()
        .extracting(Finding::remedy)
        .isEqualTo("Name it yourself: -Dgcp.service=my-backend");
  }

  private static List<Finding> problems(String project, String region, String service) {
    return new GcpSettings(project, region, service, Map.of(), Map.of()).problems();
  }
}
