// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class JulLinesTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JulLines handler =
      new JulLines(
          new LineLoggerFinder(
              System.Logger.Level.DEBUG,
              LineFormat.text(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
              new PrintStream(bytes, true, UTF_8)) {});

  @Test
  void aRecordOfJavaUtilLoggingBecomesTheSameKindOfLine() {
    Logger logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    logger.addHandler(handler);

    logger.log(Level.INFO, "loss {0} after {1}", new Object[] {0.5, "two"});
    logger.fine("detail");
    logger.finest("dropped");
    logger.severe("bad");

    assertThat(bytes.toString(UTF_8).lines())
        .containsExactly(
            "00:00:00 INFO : loss 0.5 after two",
            "00:00:00 DEBUG : detail",
            "00:00:00 ERROR : bad");
  }
}
