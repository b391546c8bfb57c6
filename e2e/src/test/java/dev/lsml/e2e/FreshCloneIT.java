// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Http;
import dev.lsml.e2e.parts.Reply;
import dev.lsml.e2e.parts.ServerProcess;
import dev.lsml.e2e.parts.SourceCopy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first thing that a newcomer types: {@code mvn -Plocal} where nothing was ever built. */
class FreshCloneIT {
  private static final Duration BUILD = Duration.ofMinutes(10);

  @Test
  void oneCommandBuildsAndServesTheExampleAndASignalEndsItInOrder() throws Exception {
    Path folder = Folders.fresh(FreshCloneIT.class);
    Path clone = folder.resolve("clone");
    SourceCopy.of(Path.of(System.getProperty("lsml.root")), clone);
    int port = ServerProcess.freePort();
    URI url = URI.create("http://127.0.0.1:" + port);
    ServerProcess maven =
        ServerProcess.start(
            "mvn -Plocal",
            List.of(
                System.getProperty("lsml.e2e.maven"),
                "-B",
                "-Plocal",
                "-Dlsml.port=" + port,
                "-Dlsml.host=127.0.0.1",
                "-Dmaven.repo.local=" + System.getProperty("lsml.e2e.mavenRepository")),
            Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "HOME", System.getProperty("user.home")),
            clone,
            folder.resolve("maven.log"));
    try {
      maven.awaitReady(url.resolve("/health"), BUILD);
      Reply reply =
          Http.call(
              "POST",
              url.resolve("/predict"),
              Map.of("Content-Type", "application/json"),
              """
              {"tasks": [{"id": 1, "data": {"review": "good"}}], "project": "1.1700000000",
               "label_config": "<View><Text name='t' value='$review'/><Choices name='c' toName='t'>\
              <Choice value='Good'/><Choice value='Bad'/></Choices></View>"}""");
      assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
      assertThat(clone.resolve(".lsml/text-classifier")).isDirectory();
    } finally {
      maven.close();
    }
    assertThat(maven.logLines())
        .contains("lsml serves text-classifier (dev.lsml.examples.textclassifier.TextClassifier)")
        .anyMatch(line -> line.contains("Stopped. Training that was asked for"))
        .noneMatch(line -> line.contains("BUILD FAILURE"));
  }
}
