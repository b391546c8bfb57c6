// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.protocol.TaskCodec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a project, page after page and ordered by id, so that memory stays that of one page.
 * A task that moves to the next page because of a change in between comes once.
 *
 * <p>Not thread-safe. {@link #hasNext} and {@link #next} call Label Studio, and throw {@link
 * LabelStudioException} when that fails.
 */
public final class TaskPages implements Iterator<List<Task>> {
  private final LabelStudioClient client;
  private final String path;
  private int pageSize;
  private long page;
  private long lastId = Long.MIN_VALUE;
  private long delivered;
  private boolean ended;
  private @Nullable List<Task> ready;

  TaskPages(LabelStudioClient client, long project, @Nullable Object filters, int pageSize) {
    this.client = client;
    Map<String, Object> query =
        filters == null
            ? Map.of("ordering", List.of("tasks:id"))
            : Map.of("ordering", List.of("tasks:id"), "filters", filters);
    this.path =
        "/api/tasks/?project="
            + project
            + "&fields=all&resolve_uri=false&query="
            + URLEncoder.encode(Json.text(query), StandardCharsets.UTF_8);
    this.pageSize = pageSize;
  }

  @Override
  public boolean hasNext() {
    while (ready == null && !ended) {
      fetch();
    }
    return ready != null;
  }

  /**
   * The next tasks with their annotations and predictions, in ascending order of id; never empty.
   *
   * @throws NoSuchElementException after the last page
   */
  @Override
  public List<Task> next() {
    List<Task> tasks = hasNext() ? ready : null;
    if (tasks == null) {
      throw new NoSuchElementException("there are no more tasks");
    }
    ready = null;
    return tasks;
  }

  private void fetch() {
    page++;
    JsonView answer;
    try {
      answer = client.get(path + "&page_size=" + pageSize + "&page=" + page);
    } catch (LabelStudioException e) {
      if (e.status() == 404 && page > 1) {
        ended = true;
      } else if (e.getCause() instanceof Transport.TooLarge && pageSize > 1) {
        // Tasks with masks are large. What comes again on smaller pages is dropped by its id.
        pageSize /= 2;
        page = delivered / pageSize;
      } else {
        throw e;
      }
      return;
    }
    List<JsonView> items = answer.get("tasks").items();
    List<Task> tasks = new ArrayList<>(items.size());
    for (JsonView item : items) {
      long id = item.get("id").whole();
      if (id > lastId) {
        lastId = id;
        tasks.add(TaskCodec.task(item));
      }
    }
    delivered += tasks.size();
    Long total = answer.get("total").wholeOrNull();
    ended = items.isEmpty() || (total != null && (delivered >= total || page >= total));
    ready = tasks.isEmpty() ? null : tasks;
  }
}
