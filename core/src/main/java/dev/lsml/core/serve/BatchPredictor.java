// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a model over a batch: splits it over the cores, keeps the order, and gives every task
 * exactly one prediction, an empty one where the model failed. Thread-safe.
 *
 * <p>The thread that asks always works on its own batch, and further threads join only while cores
 * are free, so a small request is never queued behind a large one.
 */
final class BatchPredictor {
  private static final Logger LOG = System.getLogger(BatchPredictor.class.getName());

  /** Below this, handing tasks to another thread costs more than it brings. */
  private static final int SMALLEST_SPLIT = 16;

  private final Metrics metrics;
  private final Semaphore spareCores;
  private final int cores;

  BatchPredictor(int cores, Metrics metrics) {
    this.metrics = metrics;
    this.cores = cores;
    this.spareCores = new Semaphore(cores - 1);
  }

  /** As many predictions as tasks, in their order, none null. */
  List<Prediction> predict(LabelStudioModel model, List<Task> tasks, PredictContext context) {
    return predict(model, tasks, context, null);
  }

  /**
   * As many predictions as tasks, in their order, none null.
   *
   * @param failures gets, at the place of each task that the model failed for, why it did; {@code
   *     null} to have that logged
   */
  List<Prediction> predict(
      LabelStudioModel model,
      List<Task> tasks,
      PredictContext context,
      @Nullable String @Nullable [] failures) {
    Prediction[] predictions = new Prediction[tasks.size()];
    if (tasks.size() < SMALLEST_SPLIT || cores == 1) {
      run(model, tasks, 0, tasks.size(), context, predictions, failures);
    } else {
      split(model, tasks, context, predictions, failures);
    }
    return Arrays.asList(predictions);
  }

  private void split(
      LabelStudioModel model,
      List<Task> tasks,
      PredictContext context,
      Prediction[] predictions,
      @Nullable String @Nullable [] failures) {
    int size = tasks.size();
    // Four chunks a core even out tasks of different weight.
    int chunk = Math.max(SMALLEST_SPLIT / 2, (size + 4 * cores - 1) / (4 * cores));
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          for (int from = next.getAndAdd(chunk); from < size; from = next.getAndAdd(chunk)) {
            run(model, tasks, from, Math.min(from + chunk, size), context, predictions, failures);
          }
        };
    Thread[] joined = new Thread[cores - 1];
    int count = 0;
    while (count < joined.length && spareCores.tryAcquire()) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.run();
                } finally {
                  spareCores.release();
                }
              },
              "lsml-predict");
      thread.setDaemon(true);
      thread.start();
      joined[count++] = thread;
    }
    work.run();
    for (int i = 0; i < count; i++) {
      joinUninterruptibly(joined[i]);
    }
    for (int i = 0; i < size; i++) {
      if (predictions[i] == null) { // only when an Error ended a joined thread
        metrics.add("lsml_failed_tasks_total", 1);
        predictions[i] = Prediction.empty();
        if (failures != null) {
          failures[i] = "an error ended the thread that worked on it";
        }
      }
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(
      LabelStudioModel model,
      List<Task> tasks,
      int from,
      int to,
      PredictContext context,
      Prediction[] predictions,
      @Nullable String @Nullable [] failures) {
    List<@Nullable Prediction> answer =
        ask(model, tasks.subList(from, to), context, to - from == 1, failures, from);
    for (int i = from; i < to; i++) {
      Prediction prediction = answer == null ? null : answer.get(i - from);
      if (answer == null && to - from > 1) {
        // One bad task must not cost the others theirs: ask again, one at a time.
        List<@Nullable Prediction> alone =
            ask(model, tasks.subList(i, i + 1), context, true, failures, i);
        prediction = alone == null ? null : alone.get(0);
      }
      if (prediction == null) {
        metrics.add("lsml_failed_tasks_total", 1);
        if (failures != null && failures[i] == null) {
          failures[i] = model.getClass().getName() + ".predict gave null for it";
        }
      }
      predictions[i] = prediction == null ? Prediction.empty() : prediction;
    }
  }

  /**
   * The model's answer, {@code null} when it failed or does not fit the tasks.
   *
   * @param at the first task's place among the failures
   */
  private static @Nullable List<@Nullable Prediction> ask(
      LabelStudioModel model,
      List<Task> tasks,
      PredictContext context,
      boolean last,
      @Nullable String @Nullable [] failures,
      int at) {
    try {
      List<Prediction> answer = model.predict(tasks, context);
      if (answer != null && answer.size() == tasks.size()) {
        return new java.util.ArrayList<>(answer);
      }
      String problem =
          model.getClass().getName()
              + ".predict gave "
              + (answer == null ? "null" : answer.size() + " predictions")
              + " for "
              + tasks.size()
              + " tasks; it must give one per task, Prediction.empty() where it has nothing to say";
      if (failures == null) {
        LOG.log(Level.ERROR, problem);
      } else if (last) {
        failures[at] = problem;
      }
    } catch (Exception | StackOverflowError | LinkageError e) {
      if (last && failures != null) {
        failures[at] = model.getClass().getName() + ".predict failed: " + e;
      } else if (last) {
        LOG.log(
            Level.ERROR,
            "task "
                + tasks.get(0).id()
                + " gets an empty prediction: "
                + model.getClass().getName()
                + ".predict failed",
            e);
      }
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
    }
    return null;
  }
}
