// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LambdaLoggerFinderTest {
  private static final Map<String, String> LAMBDA = Map.of("AWS_LAMBDA_FUNCTION_NAME", "reviews");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void end() {
    Invocation.end();
  }

  @Test
  void itIsWhatTheJdkUses() {
    assertThat(System.LoggerFinder.getLoggerFinder()).isInstanceOf(LambdaLoggerFinder.class);
  }

  @Test
  void onLambdaALineIsJsonWithTheRequestOnStandardOutput() {
    Invocation.begin("r-7");
    logger(LAMBDA).log(Level.WARNING, "careful");

    JsonView line = JsonView.of(Json.read(out.toString(UTF_8)));
    assertThat(line.object())
        .containsEntry("level", "WARN")
        .containsEntry("message", "careful")
        .containsEntry("logger", "a.B")
        .containsEntry("AWSRequestId", "r-7")
        .hasSize(5);
    assertThat(line.get("timestamp").string()).endsWith("Z").hasSize(24);
    assertThat(err.size()).isZero();
  }

  @Test
  void betweenRequestsALineHasNoRequest() {
    logger(LAMBDA).log(Level.INFO, "starting");

    assertThat(JsonView.of(Json.read(out.toString(UTF_8))).has("AWSRequestId")).isFalse();
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
    assertThat(logger(Map.of("LOG_LEVEL", "loud")).isLoggable(Level.INFO)).isTrue();
    assertThat(logger(Map.of()).isLoggable(Level.DEBUG)).isFalse();
    assertThat(logger(Map.of("AWS_LAMBDA_LOG_LEVEL", "WARN")).isLoggable(Level.INFO)).isFalse();
    assertThat(
            logger(Map.of("AWS_LAMBDA_LOG_LEVEL", "WARN", "LOG_LEVEL", "DEBUG"))
                .isLoggable(Level.DEBUG))
        .isTrue();
  }

  private System.Logger logger(Map<String, String> environment) {
    return new LambdaLoggerFinder(
            environment, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .getLogger("a.B", LambdaLoggerFinderTest.class.getModule());
  }
}
