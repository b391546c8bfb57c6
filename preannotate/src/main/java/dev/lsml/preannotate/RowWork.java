// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.json.Json;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.serve.BulkAnswer;
import dev.lsml.core.serve.BulkPredictor;
import dev.lsml.preannotate.rows.NeededData;
import dev.lsml.preannotate.rows.Row;
import dev.lsml.preannotate.run.PieceSize;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes records into tasks with predictions, or into rejects. Thread-safe. */
final class RowWork {
  private final NeededData needed;
  private final BulkPredictor predictor;
  private final PieceSize size;
  private final LongSupplier nanos;

  RowWork(NeededData needed, BulkPredictor predictor, PieceSize size, LongSupplier nanos) {
    this.needed = needed;
    this.predictor = predictor;
    this.size = size;
    this.nanos = nanos;
  }

  /**
   * What became of a piece, in the order of its records.
   *
   * @param tasks as JSON
   * @param rejects as JSON
   * @param problems regions that were left out, and why
   */
  record Done(
      RowPieces.Piece piece, List<byte[]> tasks, List<byte[]> rejects, List<String> problems) {}

  Done of(RowPieces.Piece piece) {
    long start = nanos.getAsLong();
    List<Row> rows = new ArrayList<>(piece.rows().size());
    List<Task> tasks = new ArrayList<>(piece.rows().size());
    for (Row row : piece.rows()) {
      String problem = row.problem() == null ? needed.problem(row.data()) : null;
      Row checked = problem == null ? row : row.reject(problem);
      rows.add(checked);
      if (checked.task() != null) {
        tasks.add(new Task(null, row.data(), Objects.requireNonNull(row.task())));
      }
    }
    Iterator<BulkAnswer> answers =
        tasks.isEmpty() ? List.<BulkAnswer>of().iterator() : predictor.predict(tasks).iterator();
    Done done = new Done(piece, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Row row : rows) {
      add(row, row.task() == null ? null : answers.next(), done);
    }
    size.took(rows.size(), nanos.getAsLong() - start);
    return done;
  }

  private static void add(Row row, @Nullable BulkAnswer answer, Done done) {
    String problem = answer == null ? row.problem() : answer.failure();
    if (answer != null && answer.prediction() != null) {
      try {
        Map<String, @Nullable Object> task =
            new LinkedHashMap<>(Objects.requireNonNull(row.task()));
        task.put("predictions", List.of(answer.prediction()));
        done.tasks().add(Json.bytes(task));
        answer.problems().forEach(each -> done.problems().add("row " + row.number() + ": " + each));
        return;
      } catch (IllegalArgumentException e) {
        problem = "its prediction cannot be written: " + e.getMessage();
      }
    }
    done.rejects().add(Rejects.json("row", row.number(), String.valueOf(problem), row.raw()));
  }
}
