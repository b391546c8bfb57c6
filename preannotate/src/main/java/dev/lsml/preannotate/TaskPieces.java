// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.labelstudio.TaskPages;
import dev.lsml.core.protocol.Task;
import dev.lsml.preannotate.project.Stored;
import dev.lsml.preannotate.run.PieceSize;
import dev.lsml.preannotate.run.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a project that have no prediction of a version yet, in pieces. One thread asks for
 * pieces; any may ask for the counts.
 */
final class TaskPieces implements Source<List<Task>> {
  private final TaskPages pages;
  private final String version;
  private final PieceSize size;
  private final Deque<Task> waiting = new ArrayDeque<>();

  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong had = new AtomicLong();

  TaskPieces(TaskPages pages, String version, PieceSize size) {
    this.pages = pages;
    this.version = version;
    this.size = size;
  }

  /** How many tasks were looked at. */
  long seen() {
    return seen.get();
  }

  /** How many of them had a prediction of the version already. */
  long had() {
    return had.get();
  }

  @Override
  public @Nullable List<Task> next() {
    while (waiting.isEmpty() && pages.hasNext()) {
      List<Task> page = pages.next();
      long some = 0;
      for (Task task : page) {
        if (Stored.has(task, version)) {
          some++;
        } else {
          waiting.add(task);
        }
      }
      had.addAndGet(some);
      seen.addAndGet(page.size());
    }
    List<Task> piece = new ArrayList<>();
    for (int most = size.size(); piece.size() < most && !waiting.isEmpty(); ) {
      piece.add(waiting.remove());
    }
    return piece.isEmpty() ? null : piece;
  }
}
