// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.preannotate.rows.Trouble;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the program is told on its command line. Immutable.
 *
 * @param input a file, {@code gs://} or {@code s3://} with bucket and key, {@code -} for standard
 *     input; {@code null} for the tasks of the Label Studio project
 * @param output a file, or {@code gs://} or {@code s3://} with bucket and key
 * @param format of the input; {@code null} to go by its name
 * @param labelConfig a file with the XML; {@code null} for the project's
 * @param project the project in Label Studio, by its id or its full uid
 * @param rejects where the rejects of a Label Studio project are listed
 * @param work a folder for an output until it is uploaded to a bucket
 * @param partMegabytes the size at which a new output file begins, 0 for one file
 * @param threads how many predict at once
 * @param restart whether to begin anew
 * @param terminal whether a line of progress can be renewed; {@code null} to find out
 * @param untilEndOfInput whether to end when standard input ends
 */
record Options(
    @Nullable String input,
    @Nullable String output,
    @Nullable String format,
    @Nullable String labelConfig,
    @Nullable String project,
    @Nullable String rejects,
    String work,
    long partMegabytes,
    int threads,
    boolean restart,
    @Nullable Boolean terminal,
    boolean untilEndOfInput) {

  static final String USAGE =
      """
      Predicts for whole files, or for a whole project of Label Studio, without a server.

        java -cp … dev.lsml.preannotate.Preannotate --input FILE --output FILE [options]
        java -cp … dev.lsml.preannotate.Preannotate --project ID [options]

        --input FILE         .csv, .tsv, .json, .jsonl, each also .gz; a path, gs://BUCKET/KEY,
                             s3://BUCKET/KEY, or - for standard input
        --output FILE        Label Studio's import JSON; a path, gs://BUCKET/KEY or s3://BUCKET/KEY
        --format FORMAT      csv, tsv, json or jsonl, where the name does not say it
        --project ID         the project in Label Studio; its tasks when there is no input
        --label-config FILE  the labelling interface as XML, instead of the project's
        --part-megabytes N   begin another output file at this size
        --rejects FILE       where a project's rejects are listed
        --work FOLDER        where an output is until it is uploaded; .lsml/preannotate when not set
        --threads N          how many predict at once; as many as there are cores when not set
        --restart            begin anew instead of going on

      Settings are those of the backend: LSML_STORE, LABEL_STUDIO_URL, LABEL_STUDIO_API_KEY and so on.
      It ends with 0 when all is done, 3 when all is done but some were rejected, 2 when it was told
      something that cannot be, and 1 when it failed; running the same again then goes on.
      """;

  /**
   * Reads a command line.
   *
   * @throws Trouble when it cannot be understood
   */
  static Options of(List<String> arguments) {
    Arguments all = new Arguments(arguments);
    Options options =
        new Options(
            all.value("--input"),
            all.value("--output"),
            all.value("--format"),
            all.value("--label-config"),
            all.value("--project"),
            all.value("--rejects"),
            all.valueOr("--work", ".lsml/preannotate"),
            all.whole("--part-megabytes", 0, 0),
            (int) all.whole("--threads", Runtime.getRuntime().availableProcessors(), 1),
            all.flag("--restart"),
            all.terminal(),
            all.flag("--until-end-of-input"));
    all.refuseRest();
    options.check();
    return options;
  }

  private void check() {
    if (input == null && project == null) {
      throw new Trouble(
          "There is nothing to predict for",
          "neither an input nor a project is named",
          "Name a file with --input, with Maven -Dlsml.input=, or a project of Label Studio with"
              + " --project, with Maven -Dlabelstudio.project=");
    }
    if (input != null && output == null) {
      throw new Trouble(
          "There is nowhere to write to",
          "an input is named and no output",
          "Name a file with --output, with Maven -Dlsml.output=, such as tasks.json");
    }
    if (input == null && output != null) {
      throw new Trouble(
          "An output is named, but no input",
          "predictions for a project's tasks go back to the project",
          "Name an input too, or leave the output out");
    }
    if ("-".equals(input) && format == null) {
      throw new Trouble(
          "The format of standard input is not known",
          "it has no name",
          "Name the format with --format, such as jsonl");
    }
    if ("-".equals(input) && untilEndOfInput) {
      throw new Trouble(
          "Standard input cannot be the input here",
          "its end tells this process to end",
          "Name a file");
    }
  }
}
