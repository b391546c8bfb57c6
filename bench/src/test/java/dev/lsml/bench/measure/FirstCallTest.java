// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.bench.contender.JavaContender;
import dev.lsml.bench.process.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstCallTest {
  @Test
  void theTimesThatAProgramPrintsAreKept() throws Exception {
    FirstCall call = new FirstCall(program("some text\nnanos 700 20"));

    call.sample();

    assertThat(call.first().median()).isEqualTo(700);
    assertThat(call.later().median()).isEqualTo(20);
  }

  @Test
  void aProgramWithoutTimesOrThatFailsIsNamedWithWhatItPrinted() {
    assertThatThrownBy(() -> new FirstCall(program("nothing")).sample())
        .isInstanceOf(IOException.class)
        .hasMessage("echo printed no times: nothing");
    assertThatThrownBy(() -> new FirstCall(program("fail")).sample())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("echo failed: ")
        .hasMessageContaining("told to");
  }

  private static JavaContender program(String text) {
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    return new JavaContender(
        "echo",
        Jdk.current(),
        List.of(),
        classPath,
        Echo.class.getName(),
        List.of(text),
        Map.of(),
        List.of());
  }

  /** Prints its argument. */
  static final class Echo {
    public static void main(String[] args) {
      if (args[0].equals("fail")) {
        throw new IllegalStateException("told to");
      }
      System.out.println(args[0]);
    }
  }
}
