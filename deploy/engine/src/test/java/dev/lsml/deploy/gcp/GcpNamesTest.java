// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GcpNamesTest {
  @Test
  void everyNameFollowsFromProjectAndService() {
    GcpNames names = new GcpNames("my-project", "reviews");

    assertThat(names.stateBucket()).isEqualTo("my-project-reviews-state");
    assertThat(names.modelBucket()).isEqualTo("my-project-reviews-models");
    assertThat(names.repository()).isEqualTo("reviews");
    assertThat(names.account()).isEqualTo("reviews-run");
    assertThat(names.job()).isEqualTo("reviews-train");
    assertThat(names.apiKeySecret()).isEqualTo("reviews-label-studio-api-key");
    assertThat(names.passwordSecret()).isEqualTo("reviews-basic-auth-pass");
    assertThat(names.webhookSecret()).isEqualTo("reviews-webhook-secret");
  }

  @Test
  void longNamesAreShortenedAndStayApart() {
    String project = "a-project-with-a-very-long-id1";
    GcpNames one = new GcpNames(project, "a-service-with-a-name-as-long-as-cloud-run-takes1");
    GcpNames two = new GcpNames(project, "a-service-with-a-name-as-long-as-cloud-run-takes2");

    assertThat(one.stateBucket()).hasSizeLessThanOrEqualTo(63).endsWith("-state");
    assertThat(one.modelBucket()).hasSizeLessThanOrEqualTo(63).endsWith("-models");
    assertThat(one.account()).hasSizeLessThanOrEqualTo(30).endsWith("-run");
    assertThat(one.stateBucket()).isNotEqualTo(two.stateBucket());
    assertThat(one.modelBucket()).isNotEqualTo(two.modelBucket());
    assertThat(one.account()).isNotEqualTo(two.account());
  }

  @Test
  void anAccountHasAtLeastSixCharacters() {
    assertThat(new GcpNames("my-project", "a").account()).matches("a-[0-9a-f]{6}-run");
  }
}
