// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class PartsTest {
  private String before = "";

  @BeforeEach
  void rememberTheProperty() {
    before = System.getProperty(Parts.REQUIRE, "");
  }

  @AfterEach
  void restoreTheProperty() {
    System.setProperty(Parts.REQUIRE, before);
  }

  @Test
  void aPartThatIsThereIsHandedOut() throws Exception {
    assertThat(Parts.need("moon", () -> "here")).isEqualTo("here");
  }

  @Test
  void aMissingPartIsASkipThatIsPrintedWithThePartAndTheRemedy() {
    System.setProperty(Parts.REQUIRE, "sun");
    String line = "SKIPPED e2e part 'moon': it is behind a cloud; wait for the wind";
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThatThrownBy(() -> Parts.need("moon", PartsTest::missing))
          .isInstanceOf(TestAbortedException.class)
          .hasMessage(line);
    } finally {
      System.setOut(console);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).strip()).isEqualTo(line);
  }

  @Test
  void aMissingPartThatIsRequiredIsAFailure() {
    System.setProperty(Parts.REQUIRE, "sun, moon");
    assertThatThrownBy(() -> Parts.need("moon", PartsTest::missing))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "e2e part 'moon' is missing although -Dlsml.e2e.require names it: "
                + "it is behind a cloud; wait for the wind");
  }

  private static String missing() throws MissingPart {
    throw new MissingPart("it is behind a cloud", "wait for the wind");
  }
}
