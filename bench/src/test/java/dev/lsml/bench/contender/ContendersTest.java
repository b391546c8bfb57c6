// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.bench.process.Jdk;
import dev.lsml.bench.process.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContendersTest {
  @Test
  void aJavaContenderIsOneCommandWithThePortInItsPlaces() {
    JavaContender contender =
        new JavaContender(
                "plain",
                new Jdk(Path.of("/jdk"), "17"),
                List.of("-Xmx64m"),
                List.of(Path.of("a.jar"), Path.of("b.jar")),
                "x.Main",
                List.of("--port", "{port}"),
                Map.of("PORT", "{port}"),
                List.of())
            .with("more", List.of("-Xint"))
            .withEnvironment(Map.of("A", "b"));

    Launch launch = contender.launch(8081);

    assertThat(contender.name()).isEqualTo("more");
    assertThat(launch.command())
        .containsExactly(
            Path.of("/jdk/bin/java").toString(),
            "-Xmx64m",
            "-Xint",
            "-cp",
            "a.jar" + java.io.File.pathSeparator + "b.jar",
            "x.Main",
            "--port",
            "8081");
    assertThat(launch.environment()).isEqualTo(Map.of("PORT", "8081", "A", "b"));
  }

  @Test
  void whoCannotTakePartIsNamedWithTheReason(@TempDir Path folder) {
    LineUp lineUp = new LineUp();

    lineUp.add("ordinary stack", () -> OrdinaryStack.find(folder, Jdk.current()).bare());
    lineUp.add(
        "python",
        () -> {
          throw new IOException("there is no python3");
        });

    assertThat(lineUp.contenders()).isEmpty();
    assertThat(lineUp.skipped())
        .containsExactly(
            "SKIPPED ordinary stack: the ordinary stack is not built: run bench/run, or mvn package"
                + " -Pbench",
            "SKIPPED python: there is no python3");
  }
}
