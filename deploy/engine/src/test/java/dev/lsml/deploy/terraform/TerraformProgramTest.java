// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerraformProgramTest {
  @Test
  void writeOnlyArgumentsNeedVersion1_11() {
    assertThat(TerraformProgram.isNewEnough("1.11.0")).isTrue();
    assertThat(TerraformProgram.isNewEnough("1.11.0-rc1")).isTrue();
    assertThat(TerraformProgram.isNewEnough("1.15.9")).isTrue();
    assertThat(TerraformProgram.isNewEnough("2.0.0")).isTrue();
    assertThat(TerraformProgram.isNewEnough("1.10.5")).isFalse();
    assertThat(TerraformProgram.isNewEnough("0.15.0")).isFalse();
    assertThat(TerraformProgram.isNewEnough("")).isFalse();
  }

  @Test
  void withoutOneItIsToldHowToGetIt(@TempDir Path empty) {
    assertThatThrownBy(() -> TerraformProgram.find(Map.of("PATH", empty.toString())))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "Terraform 1.11 or newer is needed: there is neither terraform nor tofu on the PATH."
                + " Install it (https://developer.hashicorp.com/terraform/install; macOS: brew"
                + " install hashicorp/tap/terraform; Windows: winget install Hashicorp.Terraform)"
                + " and see that 'terraform version' answers. OpenTofu 1.11 or newer will do as"
                + " well");
  }
}
