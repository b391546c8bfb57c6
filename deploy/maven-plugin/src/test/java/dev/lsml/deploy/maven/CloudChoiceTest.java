// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CloudChoiceTest {
  @Test
  void theProfileNamesTheCloudWhateverElseIsSet() {
    assertThat(CloudChoice.of(List.of("aws"), true, false)).isEqualTo(CloudChoice.AWS);
    assertThat(CloudChoice.of(List.of("gcp"), true, true)).isEqualTo(CloudChoice.GOOGLE);
  }

  @Test
  void withoutAProfileThePropertiesDo() {
    assertThat(CloudChoice.of(List.of(), true, false)).isEqualTo(CloudChoice.GOOGLE);
    assertThat(CloudChoice.of(List.of("e2e"), false, true)).isEqualTo(CloudChoice.AWS);
    assertThat(CloudChoice.of(List.of(), false, false)).isNull();
  }

  @Test
  void bothAreOneTooMany() {
    String message =
        "Both clouds are named, and a goal works on one of them. Choose with -Pgcp or with -Paws.";

    assertThatThrownBy(() -> CloudChoice.of(List.of("gcp", "aws"), false, false))
        .hasMessage(message);
    assertThatThrownBy(() -> CloudChoice.of(List.of(), true, true)).hasMessage(message);
  }
}
