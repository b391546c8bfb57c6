// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AwsNamesTest {
  private final AwsNames names = new AwsNames("123456789012", "eu-central-1", "texts");

  @Test
  void everythingIsNamedAfterTheService() {
    assertThat(names.stateBucket()).isEqualTo("texts-123456789012-eu-central-1-state");
    assertThat(names.modelBucket()).isEqualTo("texts-123456789012-eu-central-1-models");
    assertThat(names.repository()).isEqualTo("texts");
    assertThat(names.trainFunction()).isEqualTo("texts-train");
    assertThat(names.queue()).isEqualTo("texts-train.fifo");
    assertThat(names.passwordSecret()).isEqualTo("texts/basic-auth-pass");
    assertThat(names.trainLogGroup()).isEqualTo("/aws/lambda/texts-train");
  }

  @Test
  void aBucketsNameIsCutWhereItWouldBeTooLongButStaysItsOwn() {
    String service = "a-classifier-of-reviews-of-films-in-seven-languages";
    String other = "a-classifier-of-reviews-of-films-in-seven-dialects";

    String name = new AwsNames("123456789012", "ap-southeast-1", service).modelBucket();

    assertThat(name).hasSizeLessThanOrEqualTo(63).matches("a-classifier-.*-[0-9a-f]{6}-models");
    assertThat(new AwsNames("123456789012", "ap-southeast-1", other).modelBucket())
        .isNotEqualTo(name);
  }
}
