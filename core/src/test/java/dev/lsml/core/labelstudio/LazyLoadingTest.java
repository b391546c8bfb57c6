// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.files.TaskFiles;
import dev.lsml.core.files.TaskFilesOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is not loaded is what makes a cold start short, so that is what is looked at. */
final class LazyLoadingTest {

  @Test
  void makingAClientAndAFileResolverLoadsNeitherAnHttpClientNorTls() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output).contains("made LEGACY_TOKEN");
    List<String> loaded =
        output
            .lines()
            .filter(
                line ->
                    line.contains("java.net.http")
                        || line.contains("javax.net.ssl")
                        || line.contains("core.files.AddressGuard"))
            .toList();
    assertThat(loaded).isEmpty();
  }

  /** What wiring does before the first prediction. */
  static final class Main {
    public static void main(String[] args) {
      LabelStudioClient client =
          new LabelStudioClient(
              new BaseUrl("http://localhost:8080"),
              ApiKey.of(Tokens.LEGACY),
              ClientOptions.defaults(java.time.InstantSource.system()));
      TaskFilesOptions plain = TaskFilesOptions.in(Path.of("cache"));
      TaskFiles files =
          new TaskFiles(
              new TaskFilesOptions(
                  plain.cacheFolder(),
                  client.credentials(),
                  plain.allowedHosts(),
                  null,
                  null,
                  plain.limits()),
              java.time.InstantSource.system());
      System.out.println("made " + ApiKey.of(Tokens.LEGACY).kind() + " " + (files != null));
    }
  }
}
