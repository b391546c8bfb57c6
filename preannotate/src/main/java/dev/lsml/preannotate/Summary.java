// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.preannotate.output.ImportFile;
import dev.lsml.preannotate.output.Progressed;
import dev.lsml.preannotate.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a person is told at the end. */
final class Summary {
  /** What Label Studio takes in one upload, unless it was told otherwise (its 1.23.2). */
  private static final long LARGEST_IMPORT = 250L << 20;

  private static final long MOST_TASKS = 1_000_000;

  private final Work work;
  private final String version;

  Summary(Work work, String version) {
    this.work = work;
    this.version = version;
  }

  /** Says it for a file, and gives the exit code. */
  int of(ImportFile file, Output output, Progressed before, long startNanos) throws IOException {
    Progressed end = file.committed();
    say(
        "%,d tasks of %,d rows, predicted by %s%s",
        end.tasks(), end.rows(), version, rate(end.rows() - before.rows(), startNanos));
    if (end.rejects() > 0) {
      say("Rejected: %,d; the list says why", end.rejects());
    }
    if (end.dropped() > 0) {
      say("Regions left out, since Label Studio would refuse them: %,d", end.dropped());
    }
    output.names().forEach(name -> say("  %s", name));
    long largest = 0;
    for (Path part : file.parts()) {
      largest = Math.max(largest, Files.size(part));
    }
    if (largest > LARGEST_IMPORT || end.tasks() > MOST_TASKS && file.parts().size() == 1) {
      say(
          "This is more than Label Studio takes at once: 250 MB (its DATA_UPLOAD_MAX_MEMORY_SIZE)"
              + " and 1,000,000 tasks. Make smaller files with --part-megabytes 200, with Maven"
              + " -Dlsml.partMegabytes=200.");
    }
    return end.rejects() > 0 ? Preannotate.DONE_WITH_REJECTS : Preannotate.DONE;
  }

  /** How fast some records were; nothing when there were none. */
  String rate(long count, long startNanos) {
    double seconds = (work.nanos.getAsLong() - startNanos) / 1e9;
    return count == 0
        ? ""
        : String.format(
            Locale.ROOT, ", in %s, %,.0f/s", Progress.duration((long) seconds), count / seconds);
  }

  void say(String format, Object... values) {
    work.out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    work.out.flush();
  }
}
