// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.gcp.metadata.FakeMetadataServer;
import dev.lsml.testkit.gcs.FakeGcs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is loaded, and what the environment does, can only be seen in a process of its own. */
class StoreProcessTest {
  private FakeGcs gcs;

  @BeforeEach
  void start() throws IOException {
    gcs = FakeGcs.start();
    gcs.createBucket("models");
    gcs.put("models", "a", new byte[1]);
  }

  @AfterEach
  void close() {
    gcs.close();
  }

  @Test
  void readingLoadsNothingOfGooglesLibraries() throws Exception {
    List<String> lines =
        run(
            Map.of("LSML_STORE", "gs://models", "STORAGE_EMULATOR_HOST", gcs.url()),
            List.of("-verbose:class"),
            "read");

    assertThat(lines).contains("read 1");
    assertThat(lines).anyMatch(line -> line.contains("dev.lsml.gcp.store.GcsReader"));
    assertThat(lines)
        .filteredOn(
            line ->
                line.contains(" com.google.")
                    || line.contains(" io.grpc.")
                    || line.contains(" io.opentelemetry.")
                    || line.contains(" java.net.http.")
                    || line.contains(" java.util.Formatter"))
        .isEmpty();
  }

  @Test
  void theFirstWriteLoadsThem() throws Exception {
    List<String> lines =
        run(
            Map.of("LSML_STORE", "gs://models", "STORAGE_EMULATOR_HOST", gcs.url()),
            List.of("-verbose:class"),
            "write");

    assertThat(lines).contains("read 1", "Written", "listed 2");
    assertThat(lines).anyMatch(line -> line.contains(" com.google.cloud.storage.StorageImpl "));
  }

  @Test
  void onCloudRunReaderAndClientUseTheServiceAccount() throws Exception {
    try (FakeMetadataServer metadata = new FakeMetadataServer()) {
      metadata.set("project/project-id", "p");
      metadata.set("universe/universe-domain", "googleapis.com");
      List<String> lines =
          run(
              Map.of(
                  "LSML_STORE", "gs://models",
                  "K_SERVICE", "review",
                  "GCE_METADATA_HOST", metadata.host()),
              List.of(),
              "as on Google",
              gcs.url());

      assertThat(lines).contains("read 1", "Written", "listed 2");
      assertThat(gcs.names("models")).containsExactly("a", "b");
      assertThat(gcs.requests())
          .hasSize(4)
          .allMatch(
              request ->
                  request.headers().getOrDefault("Authorization", "").startsWith("Bearer token-"));
      assertThat(metadata.tokens()).as("one of the reader's and one of the client's").isEqualTo(2);
    }
  }

  private static List<String> run(
      Map<String, String> environment, List<String> flags, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), StoreChild.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    List<String> lines;
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      lines = out.lines().toList();
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    List<String> said = lines.stream().filter(line -> !line.contains("[class,load]")).toList();
    assertThat(process.exitValue()).as("%s", said).isZero();
    return lines;
  }
}
