// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalLaunchTest {
  private static final Path JDK = Path.of("jdk").toAbsolutePath();
  private static final Path ROOT = Path.of("clone").toAbsolutePath();

  @Test
  void theWholeCommandIsPlanned() {
    LocalLaunch launch = plan("127.0.0.1", 9091, Map.of("LABEL_STUDIO_API_KEY", "s3cret"));

    assertThat(launch)
        .isEqualTo(
            new LocalLaunch(
                List.of(
                    JDK.resolve("bin").resolve("java").toString(),
                    "-cp",
                    String.join(
                        File.pathSeparator,
                        "model.jar",
                        "lsml-gcp-function-1.jar",
                        "jackson-core-2.jar",
                        "java-function-invoker-2.0.0.jar"),
                    "dev.lsml.gcp.local.LocalServer",
                    "--until-end-of-input",
                    "--host",
                    "127.0.0.1"),
                Map.of(
                    "LABEL_STUDIO_API_KEY",
                    "s3cret",
                    "PORT",
                    "9091",
                    "MODEL_DIR",
                    ROOT.resolve(".lsml").resolve("text-classifier").toString()),
                ROOT));
  }

  @Test
  void whatTheEnvironmentSaysStays() {
    assertThat(plan(null, null, Map.of("PORT", "8000", "LSML_STORE", "gs://b/x")).environment())
        .isEqualTo(Map.of("PORT", "8000", "LSML_STORE", "gs://b/x"));
    assertThat(plan(null, null, Map.of("MODEL_DIR", "m")).environment())
        .isEqualTo(Map.of("MODEL_DIR", "m"));
    assertThat(plan(null, null, Map.of()).environment()).doesNotContainKey("PORT");
    assertThat(plan(null, null, Map.of()).command()).doesNotContain("--host");
  }

  @Test
  void thePortOfTheCommandLineGoesBeforeThatOfTheEnvironment() {
    assertThat(plan(null, 9091, Map.of("PORT", "8000")).environment())
        .containsEntry("PORT", "9091");
  }

  @Test
  void itIsPrintedWithoutTheEnvironmentAndItsKeys() {
    assertThat(plan(null, null, Map.of("LABEL_STUDIO_API_KEY", "s3cret")).toString())
        .contains("LocalServer")
        .doesNotContain("s3cret");
  }

  private static LocalLaunch plan(String host, Integer port, Map<String, String> environment) {
    return LocalLaunch.plan(
        JDK,
        List.of(
            Path.of("model.jar"),
            Path.of("lsml-gcp-function-1.jar"),
            Path.of("java-function-invoker-2.0.0.jar"),
            Path.of("jackson-core-2.jar")),
        "text-classifier",
        ROOT,
        host,
        port,
        environment);
  }
}
