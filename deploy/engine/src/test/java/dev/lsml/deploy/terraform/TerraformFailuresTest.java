// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerraformFailuresTest {
  private static final TerraformRoot ROOT =
      new TerraformRoot("aws/service", List.of(), Path.of("work"), Path.of("keep"), Map.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InvalidParameterValueException: The role defined for the function cannot be assumed by"
            + " Lambda.",
        "The function execution role does not have permissions to call ReceiveMessage on SQS",
        "You can't create this secret because a secret with this name is already scheduled for"
            + " deletion."
      })
  void whatAwsDoesNotKnowEverywhereYetIsWorthAnotherTry(String error) {
    assertThat(TerraformFailures.isPropagation(List.of(error))).isTrue();
    assertThat(TerraformFailures.isPropagation(List.of(error, "something else"))).isFalse();
  }

  @Test
  void aDeniedActionOfAwsIsNamedInWhatToDo() {
    String error =
        "AccessDenied: User: arn:aws:iam::1:user/ann is not authorized to perform: iam:CreateRole on"
            + " resource: x";

    assertThat(TerraformFailures.of(ROOT, "apply", List.of(error), Path.of("log")))
        .hasMessage(
            "Terraform could not apply the service root: "
                + error
                + ". Ask whoever administers the account to allow iam:CreateRole, then run the same"
                + " command again: it goes on where it stopped. All that Terraform said is in log");
  }
}
