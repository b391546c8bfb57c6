// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.gcp.http.Backoff;
import dev.lsml.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetadataServerTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T05:00:00Z"));
  private FakeMetadataServer fake;
  private MetadataServer server;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeMetadataServer();
    server =
        new MetadataServer(
            Map.of("GCE_METADATA_HOST", fake.host()), clock, new Backoff(millis -> {}));
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void aTokenIsKeptUntilShortlyBeforeItExpires() throws Exception {
    assertThat(server.accessToken()).isEqualTo("token-1");
    clock.advance(Duration.ofSeconds(3600 - 226));
    assertThat(server.accessToken()).isEqualTo("token-1");
    clock.advance(Duration.ofSeconds(1));
    assertThat(server.accessToken()).isEqualTo("token-2");
    assertThat(fake.tokens()).isEqualTo(2);
  }

  @Test
  void aTokenThatIsStillGoodBridgesAnOutage() throws Exception {
    assertThat(server.accessToken()).isEqualTo("token-1");
    fake.close();

    clock.advance(Duration.ofSeconds(3599));
    assertThat(server.accessToken()).isEqualTo("token-1");
    clock.advance(Duration.ofSeconds(1));
    assertThatThrownBy(server::accessToken).isInstanceOf(IOException.class);
  }

  @Test
  void aBusyServerIsAskedAgain() throws Exception {
    fake.failNext(503);
    fake.failNext(429);

    assertThat(server.accessToken()).isEqualTo("token-1");
  }

  @Test
  void valuesAreReadByTheirPath() throws Exception {
    fake.set("project/project-id", "my-project");

    assertThat(server.read("project/project-id")).isEqualTo("my-project");
  }

  @Test
  void whatCannotBeReadSaysWhereAndWhatToDo() {
    assertThatThrownBy(() -> server.read("instance/region"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot read instance/region from the metadata server http://"
                + fake.host()
                + "/computeMetadata/v1/: it answered 404: no such value; does this run on Google"
                + " Cloud with a service account? Elsewhere, give credentials with"
                + " GOOGLE_APPLICATION_CREDENTIALS");
  }

  @Test
  void itIsKnownByTheEnvironmentOfCloudRun() {
    assertThat(MetadataServer.isPresent(Map.of("K_SERVICE", "s"))).isTrue();
    assertThat(MetadataServer.isPresent(Map.of("CLOUD_RUN_JOB", "j"))).isTrue();
    assertThat(MetadataServer.isPresent(Map.of("GCE_METADATA_HOST", "h:1"))).isTrue();
    assertThat(MetadataServer.isPresent(Map.of("HOME", "/root"))).isFalse();
  }
}
