// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreannotateLaunchTest {
  private static final Path JDK = Path.of("jdk").toAbsolutePath();
  private static final Path HERE = Path.of("here").toAbsolutePath();

  @Test
  void theWholeCommandIsPlannedAndTheKeyIsNoArgument() {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("--input", "in.csv");
    options.put("--format", null);
    options.put("--part-megabytes", 200);

    LocalLaunch launch =
        PreannotateLaunch.plan(
            JDK,
            List.of(Path.of("model.jar"), Path.of("lsml-preannotate.jar")),
            options,
            true,
            false,
            URI.create("file:///store"),
            "https://studio.example.com",
            "s3cret",
            Map.of("MODEL_DIR", "elsewhere", "LOG_LEVEL", "DEBUG"),
            HERE);

    assertThat(launch)
        .isEqualTo(
            new LocalLaunch(
                List.of(
                    JDK.resolve("bin").resolve("java").toString(),
                    "-cp",
                    "model.jar" + File.pathSeparator + "lsml-preannotate.jar",
                    "dev.lsml.preannotate.Preannotate",
                    "--input",
                    "in.csv",
                    "--part-megabytes",
                    "200",
                    "--restart",
                    "--progress",
                    "lines",
                    "--until-end-of-input"),
                Map.of(
                    "LSML_STORE", "file:///store",
                    "LABEL_STUDIO_URL", "https://studio.example.com",
                    "LABEL_STUDIO_API_KEY", "s3cret",
                    "LOG_LEVEL", "DEBUG"),
                HERE));
    assertThat(launch.toString()).doesNotContain("s3cret");
  }
}
