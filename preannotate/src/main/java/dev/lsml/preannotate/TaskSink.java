// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.json.Json;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.serve.BulkAnswer;
import dev.lsml.core.serve.BulkPredictor;
import dev.lsml.preannotate.project.Outgoing;
import dev.lsml.preannotate.project.Posting;
import dev.lsml.preannotate.run.PieceSize;
import dev.lsml.preannotate.run.Progress;
import dev.lsml.preannotate.run.Sink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what became of a project's tasks back to it. Not thread-safe, except for {@link Predict}.
 */
final class TaskSink implements Sink<TaskSink.Done> {
  private static final int SHOWN = 5;

  /** With a slow model nothing should wait long that a kill would cost. */
  private static final long FLUSH_NANOS = 5_000_000_000L;

  private final Work work;
  private final Posting posting;
  private final RejectFile rejects;
  private final TaskPieces pieces;
  private final Progress progress;
  private final double total;
  private long done;
  private long dropped;
  private long lastFlush;

  TaskSink(
      Work work,
      Posting posting,
      RejectFile rejects,
      TaskPieces pieces,
      Progress progress,
      double total) {
    this.work = work;
    this.posting = posting;
    this.rejects = rejects;
    this.pieces = pieces;
    this.progress = progress;
    this.total = total;
    this.lastFlush = work.nanos.getAsLong();
  }

  /**
   * What became of one task.
   *
   * @param outgoing {@code null} when the model failed
   */
  record One(Task task, @Nullable Outgoing outgoing, BulkAnswer answer) {}

  /** What became of a piece. */
  record Done(List<One> tasks) {}

  /** Predicts for pieces; thread-safe. */
  record Predict(BulkPredictor predictor, PieceSize size, LongSupplier nanos)
      implements Function<List<Task>, Done> {
    @Override
    public Done apply(List<Task> piece) {
      long start = nanos.getAsLong();
      List<BulkAnswer> answers = predictor.predict(piece);
      List<One> all = new ArrayList<>(piece.size());
      for (int i = 0; i < piece.size(); i++) {
        Task task = piece.get(i);
        all.add(new One(task, outgoing(task, answers.get(i)), answers.get(i)));
      }
      size.took(piece.size(), nanos.getAsLong() - start);
      return new Done(all);
    }

    private static @Nullable Outgoing outgoing(Task task, BulkAnswer answer) {
      if (answer.prediction() == null) {
        return null;
      }
      long id = Objects.requireNonNull(task.id());
      Map<String, @Nullable Object> prediction = new LinkedHashMap<>();
      prediction.put("task", id);
      prediction.putAll(answer.prediction());
      return new Outgoing(id, prediction, Json.bytes(prediction).length, task.data());
    }
  }

  @Override
  public void take(Done piece) throws IOException, InterruptedException {
    for (One each : piece.tasks()) {
      if (each.outgoing() == null) {
        rejects.add(
            Objects.requireNonNull(each.task().id()),
            String.valueOf(each.answer().failure()),
            each.task().data());
      } else {
        posting.add(each.outgoing());
      }
      for (String problem : each.answer().problems()) {
        if (dropped++ < SHOWN) {
          work.note("Left out: task " + each.task().id() + ": " + problem);
        }
      }
    }
    done += piece.tasks().size();
    progress.at(
        done + pieces.had(), rejects.count(), total <= 0 ? -1 : (done + pieces.had()) / total);
    long now = work.nanos.getAsLong();
    if (now - lastFlush >= FLUSH_NANOS) {
      posting.flush();
      lastFlush = now;
    }
  }

  long dropped() {
    return dropped;
  }
}
