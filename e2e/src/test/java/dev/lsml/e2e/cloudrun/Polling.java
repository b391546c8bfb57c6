// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import dev.lsml.e2e.parts.Await;
import dev.lsml.e2e.parts.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A client that asks ten times a second, from its creation until it is closed, and remembers every
 * answer. Thread-safe.
 */
public final class Polling implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;

  private final List<String> answers = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

  /** Begins to ask; an answer other than 200 and an exception are failures. */
  public Polling(Callable<Reply> question) {
    thread.scheduleWithFixedDelay(() -> ask(question), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void ask(Callable<Reply> question) {
    try {
      Reply reply = question.call();
      if (reply.status() == 200) {
        answers.add(reply.text());
      } else {
        failures.add(reply.toString());
      }
    } catch (Exception | AssertionError e) {
      failures.add(e.toString());
    }
  }

  /** Waits until that many more questions were answered, well or not. */
  public void awaitAnswers(int more) throws Exception {
    int now = answers.size() + failures.size();
    Await.until(
        "there are " + more + " more answers",
        Duration.ofMinutes(1),
        () -> answers.size() + failures.size() - now,
        count -> count >= more);
  }

  /** The bodies of the good answers, in their order. */
  public List<String> answers() {
    return List.copyOf(answers);
  }

  /** What went wrong, in its order. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /** Lets the question that is being asked be answered, and asks no more. */
  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(3, TimeUnit.MINUTES)) {
      throw new AssertionError("a question was not answered for three minutes");
    }
  }
}
