// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.labelstudio.LoopbackServer;
import dev.lsml.core.labelstudio.LoopbackServer.Answer;
import dev.lsml.core.protocol.Task;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebFilesTest {
  private static final Task TASK = Task.of(Map.of());

  @TempDir Path folder;

  @Test
  void aFileIsFetchedOnceAndThenCached() throws Exception {
    try (LoopbackServer server = new LoopbackServer(request -> Answer.text("hello"))) {
      TaskFiles files = files(AllowedHosts.parse("127.0.0.1"));
      String uri = server.url() + "/a b.TXT?sig=1";

      Path path = files.file(TASK, uri);

      assertThat(path).hasContent("hello");
      assertThat(path.getFileName().toString()).matches("[0-9a-f]{64}\\.txt");
      assertThat(files.bytes(TASK, uri)).asString().isEqualTo("hello");
      assertThat(server.seen()).hasSize(1);
      assertThat(server.seen().get(0).target()).isEqualTo("/a%20b.TXT?sig=1");
    }
  }

  @Test
  void aNameThatResolvesToAPrivateAddressIsRefused() {
    try (LoopbackServer server = new LoopbackServer(request -> Answer.text("secret"))) {
      TaskFiles files = files(AllowedHosts.NONE);

      assertThatThrownBy(() -> files.file(TASK, "http://public.example:" + server.port() + "/x"))
          .isInstanceOf(TaskFileException.class)
          .hasMessageContaining("forbidden address (loopback, 127.0.0.0/8)")
          .hasMessageContaining("LSML_ALLOW_HOSTS");
      assertThat(server.seen()).isEmpty();
    }
  }

  private TaskFiles files(AllowedHosts allowed) {
    return new TaskFiles(
        new TaskFilesOptions(folder, null, allowed, null, null, FileLimits.defaults()),
        Clock.systemUTC(),
        System::nanoTime,
        host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")},
        null);
  }
}
