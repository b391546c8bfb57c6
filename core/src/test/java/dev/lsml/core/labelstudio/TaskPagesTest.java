// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.labelstudio.LoopbackServer.Answer;
import dev.lsml.core.labelstudio.LoopbackServer.Seen;
import dev.lsml.core.protocol.Task;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TaskPagesTest {
  private static final Pattern PAGE = Pattern.compile("&page_size=(\\d+)&page=(\\d+)$");

  /** What the server has; every task is {@code pad} characters long. */
  private final List<Long> stored = new ArrayList<>();

  private int pad;
  private boolean tellsTotal = true;

  @Test
  void allTasksComeInOrderAndTheLastPageIsNotAskedForTwice() {
    store(250);
    try (LoopbackServer server = new LoopbackServer(this::answer)) {
      assertThat(ids(client(server, 1 << 20).tasks(7))).isEqualTo(stored);

      assertThat(server.seen()).hasSize(3);
      assertThat(query(server.seen().get(0))).isEqualTo("{\"ordering\":[\"tasks:id\"]}");
    }
  }

  @Test
  void labelledTasksAreChosenByTheServer() {
    store(1);
    try (LoopbackServer server = new LoopbackServer(this::answer)) {
      TaskPages pages = client(server, 1 << 20).labelledTasks(7);

      Task task = pages.next().get(0);

      assertThat(task.annotations()).hasSize(1);
      assertThat(server.seen().get(0).target())
          .startsWith("/api/tasks/?project=7&fields=all&resolve_uri=false&");
      assertThat(query(server.seen().get(0)))
          .contains("\"filter\":\"filter:tasks:total_annotations\"")
          .contains("\"operator\":\"greater\"")
          .contains("\"value\":0");
    }
  }

  @Test
  void aPagePastTheEndEndsTheTasksWhereTheServerTellsNoTotal() {
    store(200);
    tellsTotal = false;
    try (LoopbackServer server = new LoopbackServer(this::answer)) {
      TaskPages pages = client(server, 1 << 20).tasks(7);

      assertThat(ids(pages)).isEqualTo(stored);
      assertThat(server.seen()).hasSize(3);
      assertThat(pages.hasNext()).isFalse();
      assertThatThrownBy(pages::next)
          .isInstanceOf(NoSuchElementException.class)
          .hasMessageContaining("no more tasks");
    }
  }

  @Test
  void aProjectThatIsNotThereIsAnError() {
    try (LoopbackServer server =
        new LoopbackServer(request -> Answer.json(404, "{\"detail\":\"No Project\"}"))) {
      assertThatThrownBy(() -> client(server, 1 << 20).tasks(7).hasNext())
          .isInstanceOf(LabelStudioException.class)
          .hasMessageContaining("answered 404 (No Project)");
    }
  }

  @Test
  void aProjectWithoutTasksHasNoPage() {
    try (LoopbackServer server = new LoopbackServer(this::answer)) {
      assertThat(client(server, 1 << 20).tasks(7).hasNext()).isFalse();
    }
  }

  @Test
  void aTaskThatAppearsInBetweenMakesNoneComeTwice() {
    store(150);
    try (LoopbackServer server = new LoopbackServer(this::answer)) {
      TaskPages pages = client(server, 1 << 20).tasks(7);
      List<Long> seen = new ArrayList<>();
      pages.next().forEach(task -> seen.add(task.id()));
      stored.add(0, 0L); // Pushes the last task of the first page onto the second.

      seen.addAll(ids(pages));

      assertThat(seen).doesNotHaveDuplicates().hasSize(150);
    }
  }

  @Test
  void pagesThatAreTooLargeAreAskedForInSmallerOnes() {
    store(130);
    pad = 1000;
    try (LoopbackServer server = new LoopbackServer(this::answer)) {
      // 30 tasks fit, so that 100 and 50 are refused and 25 are not.
      TaskPages pages = client(server, 30 * 1100).tasks(7);

      assertThat(ids(pages)).isEqualTo(stored);
      assertThat(server.seen())
          .extracting(seen -> seen.target().replaceAll(".*&page_size=", ""))
          .startsWith("100&page=1", "50&page=1", "25&page=1", "25&page=2");
    }
  }

  @Test
  void aSingleTaskThatIsTooLargeIsAnError() {
    store(3);
    pad = 100_000;
    try (LoopbackServer server = new LoopbackServer(this::answer)) {
      assertThatThrownBy(() -> client(server, 50_000).tasks(7).hasNext())
          .isInstanceOf(LabelStudioException.class)
          .hasMessageContaining("the answer is larger than 50000 bytes");
    }
  }

  private void store(int count) {
    for (long id = 1; id <= count; id++) {
      stored.add(id);
    }
  }

  private Answer answer(Seen request) {
    Matcher matcher = PAGE.matcher(request.target());
    assertThat(matcher.find()).isTrue();
    int size = Integer.parseInt(matcher.group(1));
    int from = (Integer.parseInt(matcher.group(2)) - 1) * size;
    if (from > 0 && from >= stored.size()) {
      return Answer.json(404, "{\"detail\":\"Invalid page.\"}");
    }
    List<String> tasks = new ArrayList<>();
    for (Long id : stored.subList(from, Math.min(stored.size(), from + size))) {
      tasks.add(
          "{\"id\":"
              + id
              + ",\"data\":{\"text\":\""
              + "x".repeat(pad)
              + "\"},\"annotations\":[{\"id\":1,\"result\":[]}]}");
    }
    String total = tellsTotal ? ",\"total\":" + stored.size() : "";
    return Answer.json(200, "{\"tasks\":[" + String.join(",", tasks) + "]" + total + "}");
  }

  private static List<Long> ids(TaskPages pages) {
    List<Long> ids = new ArrayList<>();
    while (pages.hasNext()) {
      pages.next().forEach(task -> ids.add(task.id()));
    }
    return ids;
  }

  private static String query(Seen seen) {
    String target = URLDecoder.decode(seen.target(), StandardCharsets.UTF_8);
    return target.substring(target.indexOf("&query=") + 7, target.lastIndexOf("&page_size="));
  }

  private static LabelStudioClient client(LoopbackServer server, int maxAnswerBytes) {
    return new LabelStudioClient(
        new BaseUrl(server.url()),
        ApiKey.of(Tokens.LEGACY),
        new ClientOptions(
            new ManualTime(),
            time -> {},
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            maxAnswerBytes,
            2));
  }
}
