// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.deploy.Finding;
import dev.lsml.testkit.ManualClock;
import dev.lsml.testkit.google.FakeGoogle;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectChecksTest {
  private final FakeGoogle google =
      new FakeGoogle("shop", "42", "us-central1", ManualClock.atNewYear());

  @AfterEach
  void stop() {
    google.close();
  }

  private ProjectChecks.Result check(String project) {
    Map<String, String> environment = google.deployerEnvironment();
    TokenSource tokens = GoogleApi.credentials(environment, project);
    return new ProjectChecks(new GoogleApi(environment, project, tokens, time -> {})).check();
  }

  @Test
  void aProjectThatIsReadyGivesItsNumberAndNoFinding() {
    assertThat(check("shop")).isEqualTo(new ProjectChecks.Result("42", java.util.List.of()));
  }

  @Test
  void aProjectThatIsNotThereIsToldOnce() {
    ProjectChecks.Result result = check("shoop");

    assertThat(result.isGood()).isFalse();
    assertThat(result.findings())
        .containsExactly(
            Finding.error(
                "The project shoop cannot be read",
                "there is no such project, or the account may not see it",
                "Check -Dgcp.project= (the id, not the name or number) against: gcloud projects"
                    + " list"));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceEachWithItsRemedy() {
    google.billing(false);
    google.deny("run.services.create");
    google.deny("run.jobs.create");
    google.deny("secretmanager.versions.add");

    assertThat(check("shop").findings())
        .containsExactly(
            Finding.error(
                "The project shop has no billing",
                "no open billing account is linked to it, and Cloud Run needs one",
                "Link a billing account at"
                    + " https://console.cloud.google.com/billing/linkedaccount?project=shop, or"
                    + " run: gcloud billing projects link shop --billing-account=ACCOUNT_ID"),
            Finding.error(
                "The account lacks roles/run.admin on shop",
                "it may not run.services.create, run.jobs.create",
                "An owner can grant it: gcloud projects add-iam-policy-binding shop"
                    + " --member=user:YOUR_ACCOUNT --role=roles/run.admin"),
            Finding.error(
                "The account lacks roles/secretmanager.admin on shop",
                "it may not secretmanager.versions.add",
                "An owner can grant it: gcloud projects add-iam-policy-binding shop"
                    + " --member=user:YOUR_ACCOUNT --role=roles/secretmanager.admin"));
  }

  @Test
  void whatCannotBeLearnedIsAWarning() {
    google.disable("cloudbilling.googleapis.com");

    ProjectChecks.Result result = check("shop");

    assertThat(result.isGood()).isTrue();
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
              assertThat(finding.problem())
                  .isEqualTo("Whether the project shop has billing is not known");
              assertThat(finding.remedy())
                  .startsWith("Run: gcloud services enable cloudbilling.googleapis.com");
            });
  }

  @Test
  void everyNeededPermissionIsInSomeRoleOfTheList() {
    assertThat(ProjectChecks.NEEDED).allSatisfy(p -> assertThat(Roles.holding(p)).isNotNull());
    assertThat(Roles.holding("iam.serviceAccounts.actAs"))
        .isEqualTo("roles/iam.serviceAccountUser");
  }
}
