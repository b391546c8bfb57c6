// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.project;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.LabelStudioException;
import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.core.labelstudio.TaskPages;
import dev.lsml.core.protocol.Task;
import dev.lsml.preannotate.rows.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings predictions to Label Studio, many in one call, and each once whatever becomes of the
 * answers: {@code POST /api/projects/ID/import/predictions} has no write id, so after a lost answer
 * the tasks are read again, and only what they lack is sent again. A server that was only slow may
 * still store the first sending after that; the tasks in question are therefore looked at once more
 * at the end, and what they have twice is removed.
 *
 * <p>A refusal of a whole call, for one bad prediction (400) or for its size (413), is narrowed
 * down by halves. Not thread-safe.
 */
public final class Posting {
  /**
   * Every call makes Label Studio look at all tasks of the project, so few and large ones; but no
   * more than it stores at once, or a refusal could leave the first of them stored.
   */
  private static final int MOST = 500;

  private static final long MOST_BYTES = 4 << 20;

  /** How long Label Studio may be away, or busy with what it has not answered. */
  private static final int[] PAUSES_SECONDS = {2, 5, 10, 20, 30, 60};

  private final LabelStudioClient client;
  private final long project;
  private final String version;
  private final Sleeper sleeper;
  private final Refused refused;
  private final List<Range> uncertain = new ArrayList<>();
  private List<Outgoing> waiting = new ArrayList<>();
  private long waitingBytes;
  private long posted;

  /** The ids of the first and the last of some tasks. */
  private record Range(long first, long last) {}

  /**
   * Makes one.
   *
   * @param version that all predictions carry
   * @param sleeper waits before an answer that was lost is looked for
   */
  public Posting(
      LabelStudioClient client, long project, String version, Sleeper sleeper, Refused refused) {
    this.client = client;
    this.project = project;
    this.version = version;
    this.sleeper = sleeper;
    this.refused = refused;
  }

  /** How many predictions are known to be stored. */
  public long posted() {
    return posted;
  }

  /** Takes a prediction, and sends those that wait when they are many. */
  public void add(Outgoing prediction) throws IOException, InterruptedException {
    waiting.add(prediction);
    waitingBytes += prediction.size();
    if (waiting.size() >= MOST || waitingBytes >= MOST_BYTES) {
      flush();
    }
  }

  /**
   * Sends those that wait.
   *
   * @throws LabelStudioException when Label Studio refuses all of them, as for a wrong key
   * @throws Trouble when it does not answer for minutes
   */
  public void flush() throws IOException, InterruptedException {
    List<Outgoing> batch = waiting;
    waiting = new ArrayList<>();
    waitingBytes = 0;
    if (!batch.isEmpty()) {
      post(batch);
    }
  }

  /** Sends those that wait, and removes what lost answers may have doubled. */
  public void finish() throws IOException, InterruptedException {
    flush();
    for (Range range : uncertain) {
      for (TaskPages pages = tasks(range); pages.hasNext(); ) {
        for (Task task : pages.next()) {
          List<Long> ids = Stored.ids(task, version);
          for (int i = 1; i < ids.size(); i++) {
            client.call("DELETE", "/api/predictions/" + ids.get(i) + "/", null);
          }
        }
      }
    }
    uncertain.clear();
  }

  private void post(List<Outgoing> batch) throws IOException, InterruptedException {
    try {
      send(batch);
    } catch (LabelStudioException e) {
      if (isRefusal(e)) {
        narrow(batch, e);
      } else if (isUnknown(e)) {
        settle(batch, e);
      } else {
        throw e;
      }
    }
  }

  private void send(List<Outgoing> batch) throws IOException {
    List<Object> body = new ArrayList<>(batch.size());
    for (Outgoing each : batch) {
      body.add(each.prediction());
    }
    JsonView answer = client.importPredictions(project, body);
    Long created = answer.get("created").wholeOrNull();
    if (created == null || created == batch.size()) {
      posted += batch.size();
      return;
    }
    // Label Studio passes over what it finds invalid, unless told to be strict.
    List<Outgoing> missing = missing(batch);
    posted += batch.size() - missing.size();
    for (Outgoing each : missing) {
      refused.refused(each, "Label Studio passed over it as invalid; its own log says why");
    }
  }

  /** Finds out which of a batch is meant by a refusal. */
  private void narrow(List<Outgoing> batch, LabelStudioException refusal)
      throws IOException, InterruptedException {
    if (batch.size() == 1) {
      refused.refused(batch.get(0), refusal.reason());
      return;
    }
    int half = batch.size() / 2;
    post(batch.subList(0, half));
    post(batch.subList(half, batch.size()));
  }

  /** Sends again what did not arrive, until all of it has. */
  private void settle(List<Outgoing> sent, LabelStudioException lost)
      throws IOException, InterruptedException {
    List<Outgoing> batch = sent;
    LabelStudioException last = lost;
    uncertain.add(range(sent));
    for (int seconds : PAUSES_SECONDS) {
      sleeper.sleep(Duration.ofSeconds(seconds));
      try {
        List<Outgoing> missing = missing(batch);
        posted += batch.size() - missing.size();
        batch = missing;
        if (!batch.isEmpty()) {
          send(batch);
        }
        return;
      } catch (LabelStudioException e) {
        if (isRefusal(e)) {
          narrow(batch, e);
          return;
        } else if (!isUnknown(e)) {
          throw e;
        }
        last = e;
      }
    }
    throw new Trouble(
        "Label Studio does not take predictions any more",
        last.getMessage() == null ? "it does not answer" : last.getMessage(),
        "What it has is not sent again: run the same again to go on",
        last);
  }

  private static boolean isRefusal(LabelStudioException e) {
    return e.status() == 400 || e.status() == 413;
  }

  private static boolean isUnknown(LabelStudioException e) {
    return e.status() == 0 || e.status() == 408 || e.status() == 429 || e.status() >= 500;
  }

  /** Those that their tasks lack; a task that is gone lacks it too, and is refused when sent. */
  private List<Outgoing> missing(List<Outgoing> batch) throws IOException {
    Map<Long, Boolean> has = new HashMap<>();
    for (TaskPages pages = tasks(range(batch)); pages.hasNext(); ) {
      for (Task task : pages.next()) {
        has.put(task.id(), Stored.has(task, version));
      }
    }
    List<Outgoing> missing = new ArrayList<>();
    for (Outgoing each : batch) {
      Boolean there = has.get(each.task());
      if (there == null || !there) {
        missing.add(each);
      }
    }
    return missing;
  }

  private TaskPages tasks(Range range) {
    return client.tasksBetween(project, range.first(), range.last());
  }

  private static Range range(List<Outgoing> batch) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Outgoing each : batch) {
      first = Math.min(first, each.task());
      last = Math.max(last, each.task());
    }
    return new Range(first, last);
  }
}
