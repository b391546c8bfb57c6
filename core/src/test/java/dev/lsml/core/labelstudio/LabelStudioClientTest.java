// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.labelstudio.LoopbackServer.Answer;
import dev.lsml.core.protocol.Task;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabelStudioClientTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void labelledTasksComePageByPage() {
    try (LoopbackServer server =
        new LoopbackServer(
            request ->
                request.target().endsWith("&page=1")
                    ? Answer.json(
                        200, "{\"tasks\":[{\"id\":1,\"data\":{}},{\"id\":2,\"data\":{}}]}")
                    : request.target().endsWith("&page=2")
                        ? Answer.json(200, "{\"tasks\":[{\"id\":3,\"data\":{}}]}")
                        : Answer.json(404, "{\"detail\":\"Invalid page.\"}"))) {
      List<Long> ids = new ArrayList<>();
      TaskPages pages = client(server).labelledTasks(7);
      while (pages.hasNext()) {
        for (Task task : pages.next()) {
          ids.add(task.id());
        }
      }

      assertThat(ids).containsExactly(1L, 2L, 3L);
      assertThat(server.seen()).hasSize(3);
      assertThat(server.seen().get(0).authorization()).isEqualTo("Token " + TOKEN);
      assertThat(server.seen().get(0).target())
          .startsWith("/api/tasks/?project=7&fields=all&resolve_uri=false&page_size=100&query=");
    }
  }

  private static LabelStudioClient client(LoopbackServer server) {
    return new LabelStudioClient(
        new BaseUrl(server.url()), ApiKey.of(TOKEN), ClientOptions.defaults(Clock.systemUTC()));
  }
}
