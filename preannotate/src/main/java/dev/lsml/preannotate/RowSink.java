// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.preannotate.output.ImportFile;
import dev.lsml.preannotate.output.Progressed;
import dev.lsml.preannotate.run.Progress;
import dev.lsml.preannotate.run.Sink;
import java.io.IOException;

/** Writes what became of the records, and commits it now and then. Not thread-safe. */
final class RowSink implements Sink<RowWork.Done> {
  private static final int SHOWN = 5;

  private final ImportFile file;
  private final Work work;
  private final Progress progress;
  private final Input input;
  private final long commitNanos;
  private Progressed progressed;
  private long shown;
  private long lastCommit;
  private boolean torn;

  RowSink(
      ImportFile file,
      Progressed before,
      Work work,
      Progress progress,
      Input input,
      long commitNanos) {
    this.file = file;
    this.progressed = before;
    this.work = work;
    this.progress = progress;
    this.input = input;
    this.commitNanos = commitNanos;
    this.lastCommit = work.nanos.getAsLong();
  }

  @Override
  public void take(RowWork.Done done) throws IOException {
    torn = true;
    for (byte[] task : done.tasks()) {
      file.task(task);
    }
    for (byte[] reject : done.rejects()) {
      file.reject(reject);
    }
    for (String problem : done.problems()) {
      if (shown++ < SHOWN) {
        work.note("Left out: " + problem);
      }
    }
    progressed =
        new Progressed(
            done.piece().end(),
            done.piece().digest(),
            progressed.tasks() + done.tasks().size(),
            progressed.rejects() + done.rejects().size(),
            progressed.dropped() + done.problems().size());
    torn = false;
    progress.at(progressed.rows(), progressed.rejects(), input.share());
    long now = work.nanos.getAsLong();
    if (now - lastCommit >= commitNanos) {
      commit();
      lastCommit = now;
    }
  }

  /** Makes what was taken so far what the next run goes on from, unless that is half written. */
  void commit() throws IOException {
    if (!torn) {
      file.commit(progressed);
    }
  }

  Progressed progressed() {
    return progressed;
  }
}
