// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.Edges;
import dev.lsml.core.OfflineModel;
import dev.lsml.core.config.Settings;
import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.core.model.ModelType;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * What all of a run has in common: what it was told, the model, and where it speaks. Not
 * thread-safe.
 */
final class Work implements AutoCloseable {
  final Options options;
  final Settings settings;
  final ModelType type;
  final OfflineModel model;
  final PrintStream out;
  final PrintStream err;
  final Sleeper sleeper;
  final LongSupplier nanos = System::nanoTime;

  Work(
      Options options,
      Settings settings,
      ModelType type,
      Edges edges,
      PrintStream out,
      PrintStream err,
      Sleeper sleeper) {
    this.options = options;
    this.settings = settings;
    this.type = type;
    this.model = OfflineModel.open(settings, type, edges);
    this.out = out;
    this.err = err;
    this.sleeper = sleeper;
  }

  int run() throws Exception {
    return options.input() == null ? new ProjectRun(this).run() : new FileRun(this).run();
  }

  boolean isTerminal() {
    Boolean told = options.terminal();
    return told == null ? System.console() != null : told;
  }

  /** Says something that a person should know, whatever becomes of standard output. */
  void note(String line) {
    err.println(line);
    err.flush();
  }

  @Override
  public void close() {
    model.close();
  }
}
