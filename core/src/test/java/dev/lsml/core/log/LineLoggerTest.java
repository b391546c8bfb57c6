// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineLoggerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream output = new PrintStream(bytes, false, UTF_8);

  @Test
  void aRecordIsOneLineWithTimeLevelAndTheShortNameOfTheClass() {
    logger(Level.INFO, "dev.lsml.core.train.Trainer").log(Level.WARNING, "no data: {0} 'quoted'");

    assertThat(lines()).containsExactly("03:04:05 WARNING Trainer: no data: {0} 'quoted'");
  }

  @Test
  void whatIsBelowTheLevelIsDropped() {
    System.Logger logger = logger(Level.WARNING, "a");
    logger.log(Level.INFO, "quiet");
    logger.log(Level.ERROR, "loud");

    assertThat(lines()).containsExactly("03:04:05 ERROR a: loud");
    assertThat(logger.isLoggable(Level.INFO)).isFalse();
    assertThat(logger(Level.OFF, "a").isLoggable(Level.ERROR)).isFalse();
    assertThat(logger(Level.TRACE, "a").isLoggable(Level.TRACE)).isTrue();
  }

  @Test
  void parametersAreFilledInAndStrayBracesDoNoHarm() {
    System.Logger logger = logger(Level.INFO, "a");
    logger.log(Level.INFO, "{0} of {1}", 3, "four");
    logger.log(Level.INFO, "{stray}", 1);

    assertThat(lines()).containsExactly("03:04:05 INFO a: 3 of four", "03:04:05 INFO a: {stray}");
  }

  @Test
  void anExceptionIsPrintedWithItsStackTrace() {
    logger(Level.INFO, "a").log(Level.ERROR, "it broke", new IllegalStateException("why"));

    assertThat(lines().get(0)).isEqualTo("03:04:05 ERROR a: it broke");
    assertThat(lines().get(1)).isEqualTo("java.lang.IllegalStateException: why");
    assertThat(lines().get(2)).contains("LineLoggerTest.anException");
  }

  @Test
  void credentialsThatTheJdkLogsAtDebugAreNeverPrinted() {
    logger(Level.TRACE, "sun.net.www.protocol.http.HttpURLConnection")
        .log(Level.DEBUG, "Authorization: Token s3cret");
    logger(Level.TRACE, "jdk.httpclient.HttpClient").log(Level.INFO, "kept");

    assertThat(lines()).containsExactly("03:04:05 INFO HttpClient: kept");
  }

  @Test
  void googleCloudGetsOneJsonObjectPerLineWithTheStackTraceInTheMessage() {
    System.Logger logger =
        new LineFormatFinder(Level.TRACE, LineFormat.googleCloudJson(() -> Map.of("trace", "t")))
            .get("x");
    logger.log(Level.DEBUG, "a\n\"b\"");
    logger.log(Level.ERROR, "it broke", new IllegalStateException("why"));

    assertThat(lines()).hasSize(2);
    assertThat(Json.read(lines().get(0)))
        .isEqualTo(Map.of("severity", "DEBUG", "message", "a\n\"b\"", "logger", "x", "trace", "t"));
    assertThat(((Map<?, ?>) Json.read(lines().get(1))).get("message").toString())
        .startsWith("it broke\njava.lang.IllegalStateException: why\n\tat ");
  }

  @Test
  void lambdaGetsOneJsonObjectPerLineWithTheTimeAndTheRequest() {
    AtomicReference<String> request = new AtomicReference<>();
    InstantSource clock = InstantSource.fixed(Instant.parse("0987-01-02T03:04:05.006999Z"));
    System.Logger logger =
        new LineFormatFinder(Level.TRACE, LineFormat.lambdaJson(clock, request::get)).get("x");
    logger.log(Level.WARNING, "a\n\"b\"");
    request.set("r-1");
    logger.log(Level.ERROR, "it broke", new IllegalStateException("why"));

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0))
        .isEqualTo(
            "{\"timestamp\":\"0987-01-02T03:04:05.006Z\",\"level\":\"WARN\","
                + "\"message\":\"a\\n\\\"b\\\"\",\"logger\":\"x\"}");
    Map<?, ?> second = (Map<?, ?>) Json.read(lines().get(1));
    assertThat(second.get("level")).isEqualTo("ERROR");
    assertThat(second.get("AWSRequestId")).isEqualTo("r-1");
    assertThat(second.get("message").toString())
        .startsWith("it broke\njava.lang.IllegalStateException: why\n\tat ");
  }

  @Test
  void linesOfManyThreadsDoNotMix() {
    System.Logger logger = logger(Level.INFO, "a");
    String text = "x".repeat(2_000);
    IntStream.range(0, 200).parallel().forEach(i -> logger.log(Level.INFO, text));

    assertThat(lines()).hasSize(200).containsOnly("03:04:05 INFO a: " + text);
  }

  private System.Logger logger(Level least, String name) {
    return new LineFormatFinder(least, LineFormat.text(CLOCK)).get(name);
  }

  private List<String> lines() {
    return bytes.toString(UTF_8).lines().toList();
  }

  private final class LineFormatFinder extends LineLoggerFinder {
    LineFormatFinder(Level least, LineFormat format) {
      super(least, format, output);
    }

    System.Logger get(String name) {
      return getLogger(name, LineLoggerTest.class.getModule());
    }
  }
}
