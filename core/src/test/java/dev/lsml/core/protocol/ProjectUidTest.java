// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectUidTest {
  @Test
  void theUidFollowsFromIdAndCreationTime() {
    assertThat(ProjectUid.of(12, "2023-10-02T14:40:00.123456Z").value()).isEqualTo("12.1696257600");
    assertThat(ProjectUid.of(12, "2023-10-02T16:40:00.999999+02:00").value())
        .isEqualTo("12.1696257600");
    assertThat(new ProjectUid("12.1696257600").id()).isEqualTo("12");
    assertThat(new ProjectUid("12").id()).isEqualTo("12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../x", "a/b", "a b", "ü", ".hidden", "a\u0000"})
  void whatIsNoSafePathSegmentIsRefused(String value) {
    assertThatThrownBy(() -> new ProjectUid(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a project uid has 1 to 100 characters");
  }

  @Test
  void aCreationTimeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> ProjectUid.of(1, "yesterday"))
        .hasMessage(
            "created_at must be an ISO 8601 time such as 2024-05-01T10:00:00Z, but is yesterday");
  }
}
