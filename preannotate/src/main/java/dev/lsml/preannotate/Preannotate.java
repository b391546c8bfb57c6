// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.Edges;
import dev.lsml.core.config.Settings;
import dev.lsml.core.config.SettingsException;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.labelconfig.LabelConfigException;
import dev.lsml.core.labelstudio.LabelStudioException;
import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.store.StoreException;
import dev.lsml.preannotate.rows.Trouble;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Predicts for whole files, or for a whole project of Label Studio, with the one model on the class
 * path and its version in force. Progress goes to standard error and a summary to standard output.
 */
public final class Preannotate {
  /** All is done. */
  static final int DONE = 0;

  /** Not all is done; running the same again goes on. */
  static final int FAILED = 1;

  /** What it was told cannot be. */
  static final int MISUSED = 2;

  /** All is done, and some records were rejected. */
  static final int DONE_WITH_REJECTS = 3;

  /** A system property for tests that kill often: milliseconds from one commit to the next. */
  static final String COMMIT_MILLIS = "lsml.preannotate.commitMillis";

  private static final int TOLD_TO_END = 130;

  private Preannotate() {}

  /**
   * Runs to the end, and ends the process.
   *
   * @param arguments {@code --help} lists them
   */
  public static void main(String[] arguments) {
    Sleeper sleeper = time -> Thread.sleep(time.toMillis());
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err, sleeper));
  }

  /** Runs to the end and gives the exit code. */
  static int run(
      List<String> arguments,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err,
      Sleeper sleeper) {
    if (arguments.contains("--help")) {
      out.print(Options.USAGE);
      return DONE;
    }
    Options options;
    Settings settings;
    ModelType type;
    try {
      options = Options.of(arguments);
      settings = Settings.of(environment);
      type = ModelType.discover(Preannotate.class.getClassLoader());
    } catch (Trouble | SettingsException | IllegalStateException e) {
      err.println(e.getMessage());
      return MISUSED;
    }
    if (options.untilEndOfInput()) {
      endWithInput();
    }
    try (Work work = new Work(options, settings, type, Edges.of(settings), out, err, sleeper)) {
      return work.run();
    } catch (Trouble
        | LabelStudioException
        | LabelConfigException
        | JsonException
        | StoreException
        | IllegalStateException e) {
      err.println(e.getMessage());
      return FAILED;
    } catch (IOException e) {
      err.println("A file cannot be read or written: " + e + ". Run the same again to go on.");
      return FAILED;
    } catch (Exception e) {
      err.println("Something failed that should not: " + e + ". Run the same again to go on.");
      e.printStackTrace(err);
      return FAILED;
    }
  }

  /** Whoever started this holds the other side of standard input, and closes it to end this. */
  private static void endWithInput() {
    Thread watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // as good as its end
              }
              Runtime.getRuntime().halt(TOLD_TO_END); // a kill is safe at any point
            },
            "lsml-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
