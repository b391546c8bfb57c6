// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void coloursAreForTerminalsThatWantThem() {
    assertThat(Terminal.hasColours(Map.of(), null, true)).isTrue();
    assertThat(Terminal.hasColours(Map.of("NO_COLOR", ""), "auto", true)).isTrue();
    assertThat(Terminal.hasColours(Map.of(), null, false)).isFalse();
    assertThat(Terminal.hasColours(Map.of("NO_COLOR", "1"), null, true)).isFalse();
    assertThat(Terminal.hasColours(Map.of("TERM", "dumb"), null, true)).isFalse();
    assertThat(Terminal.hasColours(Map.of(), "never", true)).isFalse();
  }

  @Test
  void mavensOwnSettingCanAskForThemWithoutATerminal() {
    assertThat(Terminal.hasColours(Map.of("NO_COLOR", "1"), "always", false)).isTrue();
  }
}
