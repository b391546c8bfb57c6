// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.serve.BulkPredictor;
import dev.lsml.core.version.Sha256;
import dev.lsml.preannotate.output.ImportFile;
import dev.lsml.preannotate.output.Progressed;
import dev.lsml.preannotate.rows.Format;
import dev.lsml.preannotate.rows.NeededData;
import dev.lsml.preannotate.rows.Rows;
import dev.lsml.preannotate.run.PieceSize;
import dev.lsml.preannotate.run.Pipeline;
import dev.lsml.preannotate.run.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Predicts for the records of a file, into Label Studio's import JSON. Not thread-safe. */
final class FileRun {
  private static final long COMMIT_NANOS =
      1_000_000L * Long.getLong(Preannotate.COMMIT_MILLIS, 2_000);

  private final Work work;
  private final Options options;

  FileRun(Work work) {
    this.work = work;
    this.options = work.options;
  }

  int run() throws Exception {
    String inputName = Objects.requireNonNull(options.input());
    Format format = Format.of(inputName, options.format());
    try (Input input = Input.open(inputName, work.settings);
        Output output =
            Output.open(
                Objects.requireNonNull(options.output()), Path.of(options.work()), work.settings);
        BulkPredictor predictor = Setup.of(work).predictor(work.model);
        Rows rows = format.read(input.stream(), inputName)) {
      NeededData needed = new NeededData(predictor.labelConfig());
      List<String> columns = rows.columns();
      if (columns != null) {
        needed.check(columns, inputName);
      }
      Map<String, String> run = new LinkedHashMap<>();
      run.put("input", inputName);
      run.put("format", format.name());
      run.put("model version", predictor.modelVersion());
      run.put(
          "label config",
          Sha256.of(predictor.labelConfig().xml().getBytes(StandardCharsets.UTF_8)));
      run.put("part size", options.partMegabytes() + " MB");
      try (ImportFile file =
          ImportFile.open(
              output.file(),
              run,
              input.state(),
              options.partMegabytes() << 20,
              options.restart())) {
        if (!options.restart()
            && !file.isFinished()
            && file.committed().equals(Progressed.NOTHING)) {
          output.refuseExisting(file);
        }
        return run(input, rows, needed, predictor, file, output);
      }
    }
  }

  private int run(
      Input input,
      Rows rows,
      NeededData needed,
      BulkPredictor predictor,
      ImportFile file,
      Output output)
      throws Exception {
    Progressed before = file.committed();
    long start = work.nanos.getAsLong();
    if (file.isFinished()) {
      work.note("Nothing is left to do: an earlier run finished this.");
    } else {
      work.note(
          "Predicting with " + predictor.modelVersion() + " on " + options.threads() + " threads");
      RowPieces pieces = new RowPieces(rows, new PieceSize());
      if (before.rows() > 0) {
        pieces.skip(before);
        work.note("Going on after " + before.rows() + " rows that are done");
      }
      Progress progress =
          new Progress(
              work.err, work.isTerminal(), work.nanos, "rows", before.rows(), input.share());
      RowSink sink = new RowSink(file, before, work, progress, input, COMMIT_NANOS);
      try {
        Pipeline.run(
            pieces,
            new RowWork(needed, predictor, pieces.size(), work.nanos)::of,
            sink,
            options.threads());
      } finally {
        progress.end();
        sink.commit();
      }
      file.finish(sink.progressed());
    }
    output.publish(file);
    return new Summary(work, predictor.modelVersion()).of(file, output, before, start);
  }
}
