// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GcpLoggerFinderTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void itIsWhatTheJdkUses() {
    assertThat(System.LoggerFinder.getLoggerFinder()).isInstanceOf(GcpLoggerFinder.class);
  }

  @Test
  void onCloudRunALineIsJsonOnStandardOutput() {
    logger(Map.of("K_SERVICE", "reviews")).log(Level.WARNING, "careful");

    assertThat(Json.read(out.toString(UTF_8)))
        .isEqualTo(Map.of("severity", "WARNING", "message", "careful", "logger", "a.B"));
    assertThat(err.size()).isZero();
  }

  @Test
  void elsewhereALineIsTextOnStandardError() {
    logger(Map.of()).log(Level.WARNING, "careful");

    assertThat(err.toString(UTF_8)).matches("\\d\\d:\\d\\d:\\d\\d WARNING B: careful\\R");
    assertThat(out.size()).isZero();
  }

  @Test
  void theEnvironmentSetsTheLevelAndAWrongOneDoesNoHarm() {
    assertThat(logger(Map.of("LOG_LEVEL", "error")).isLoggable(Level.WARNING)).isFalse();
    assertThat(logger(Map.of("LOG_LEVEL", "DEBUG")).isLoggable(Level.DEBUG)).isTrue();
    assertThat(logger(Map.of("LOG_LEVEL", "loud")).isLoggable(Level.INFO)).isTrue();
    assertThat(logger(Map.of()).isLoggable(Level.DEBUG)).isFalse();
  }

  private System.Logger logger(Map<String, String> environment) {
    return new GcpLoggerFinder(
            environment, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .getLogger("a.B", GcpLoggerFinderTest.class.getModule());
  }
}
