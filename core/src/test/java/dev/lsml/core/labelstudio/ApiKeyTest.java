// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiKeyTest {

  @Test
  void theThreeKindsAreRecognised() {
    assertThat(ApiKey.of(Tokens.LEGACY).kind()).isEqualTo(ApiKey.Kind.LEGACY_TOKEN);
    assertThat(ApiKey.of(Tokens.PERSONAL).kind()).isEqualTo(ApiKey.Kind.PERSONAL_ACCESS_TOKEN);
    assertThat(ApiKey.of(Tokens.access(2_000_000_000, "s")).kind())
        .isEqualTo(ApiKey.Kind.ACCESS_TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b.c", "not-a-token", "a.b", "e30.!!!.x", "e30.W10.x"})
  void whatIsNoJsonWebTokenIsALegacyToken(String text) {
    assertThat(ApiKey.of(text).kind()).isEqualTo(ApiKey.Kind.LEGACY_TOKEN);
  }

  @Test
  void whiteSpaceAroundAPastedKeyIsDropped() {
    assertThat(ApiKey.of(" " + Tokens.LEGACY + "\n").value()).isEqualTo(Tokens.LEGACY);
  }

  @Test
  void anEmptyKeyIsRefusedWithTheWayToGetOne() {
    assertThatThrownBy(() -> ApiKey.of("  "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is empty")
        .hasMessageContaining("Account & Settings > Personal Access Token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Token abc", "abc\r\nX-Evil: 1", "käse", "abc\u0000"})
  void aKeyThatIsUnfitForAHeaderIsRefusedWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> ApiKey.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without 'Token' or 'Bearer'")
        .message()
        .doesNotContain(text);
  }

  @Test
  void aKeyIsNeverPartOfItsText() {
    assertThat(ApiKey.of(Tokens.LEGACY)).hasToString("ApiKey[LEGACY_TOKEN]");
    assertThat(ApiKey.of(Tokens.PERSONAL).hide("bad token " + Tokens.PERSONAL + "!"))
        .isEqualTo("bad token ***!");
  }
}
