// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.deploy.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsSettingsTest {
  @Test
  void goodSettingsHaveNoProblems() {
    assertThat(settings("123456789012", "eu-central-1", "texts", "zip", Map.of("memory", 1769)))
        .isEmpty();
    assertThat(settings("", "us-gov-west-1", "texts-2", "", Map.of())).isEmpty();
  }

  @Test
  void withoutARegionThereIsNowhereToGo() {
    assertThat(settings("", "", "texts", "", Map.of()))
        .extracting(Finding::toString)
        .containsExactly(
            "No AWS region is named: neither -Daws.region= nor the environment variable AWS_REGION"
                + " nor the profile says one. Add -Daws.region= with one near your annotators, such"
                + " as eu-central-1");
  }

  @Test
  void allProblemsAreToldAtOnceEachWithWhatToDo() {
    List<Finding> problems =
        settings(
            "1234-5678-9012",
            "eu-central-1a",
            "My_Texts",
            "jar",
            Map.of("memory", 64, "runtime", "java11", "max_concurrency", 0));

    assertThat(problems)
        .extracting(Finding::problem)
        .containsExactly(
            "'eu-central-1a' is not a region of AWS",
            "'1234-5678-9012' is not the number of an AWS account",
            "'My_Texts' cannot be the name of a service",
            "'jar' is no way to package a function",
            "'java11' is no runtime for this",
            "-Daws.memory=64 cannot be had",
            "With -Daws.maxConcurrency=0 nothing would be answered");
    assertThat(problems)
        .extracting(Finding::remedy)
        .contains("Name it yourself: -Daws.service=my-texts");
  }

  private static List<Finding> settings(
      String account, String region, String service, String packaging, Map<String, Object> sizes) {
    return new AwsSettings(account, region, service, packaging, sizes, Map.of()).problems();
  }
}
