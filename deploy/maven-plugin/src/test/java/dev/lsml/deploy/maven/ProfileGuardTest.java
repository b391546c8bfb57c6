// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileGuardTest {
  @ParameterizedTest
  @CsvSource({
    "gpc, gcp",
    "GCP, gcp",
    "gcpp, gcp",
    "gc, gcp",
    "asw, aws",
    "AWS, aws",
    "lcoal, local",
    "locl, local"
  })
  void aMistypedProfileIsToldByItsRightName(String typed, String meant) {
    assertThat(ProfileGuard.problem(List.of(typed), Set.of(), List.of("deploy")))
        .isEqualTo(
            "There is no profile "
                + typed
                + "; did you mean -P"
                + meant
                + "? Nothing was built, deployed or published.");
  }

  @Test
  void anUnknownProfileNeverTurnsADeploymentIntoPublishing() {
    assertThat(ProfileGuard.problem(List.of("cloudrun"), Set.of(), List.of("clean", "deploy")))
        .isEqualTo(
            "There is no profile cloudrun, and without it 'mvn deploy' publishes artifacts. To"
                + " deploy the backend: mvn deploy -Pgcp, or -Paws. Nothing was built, deployed or published.");
  }

  @Test
  void profilesThatExistAreLeftAlone() {
    assertThat(ProfileGuard.problem(List.of("gcp", "gdp"), Set.of("gcp", "gdp"), List.of("deploy")))
        .isNull();
    assertThat(ProfileGuard.problem(List.of(), Set.of(), List.of("deploy"))).isNull();
  }

  @Test
  void anUnknownProfileThatHarmsNobodyIsMavensBusiness() {
    assertThat(ProfileGuard.problem(List.of("nightly"), Set.of(), List.of("verify"))).isNull();
  }
}
