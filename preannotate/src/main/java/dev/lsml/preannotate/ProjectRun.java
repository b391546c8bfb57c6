// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.Project;
import dev.lsml.core.serve.BulkPredictor;
import dev.lsml.preannotate.project.Posting;
import dev.lsml.preannotate.rows.Trouble;
import dev.lsml.preannotate.run.PieceSize;
import dev.lsml.preannotate.run.Pipeline;
import dev.lsml.preannotate.run.Progress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Predicts for the tasks of a Label Studio project and sends that back. What was done by an earlier
 * run is known by what Label Studio has, so there is nothing to be lost by a kill. Not thread-safe.
 */
final class ProjectRun {
  private final Work work;

  ProjectRun(Work work) {
    this.work = work;
  }

  int run() throws Exception {
    if (work.options.labelConfig() != null) {
      throw new Trouble(
          "A label config is named for the tasks of a project",
          "predictions for a project must fit the project's own",
          "Leave it out, or name an input");
    }
    LabelStudioClient client = Contact.client(work.settings, work.sleeper);
    Project project = client.project(idOf(Objects.requireNonNull(work.options.project())));
    Path rejectsFile =
        Path.of(
            work.options.rejects() == null
                ? "project-" + project.id() + ".rejects.jsonl"
                : work.options.rejects());
    if (work.model.config(project.uid()) == null) {
      work.note(
          "Nothing is known of this project in the store "
              + work.settings.store()
              + ", so the model is the untrained one without extra params. It is known once Label"
              + " Studio has connected a backend with that store.");
    }
    try (BulkPredictor predictor =
            work.model.predictor(project.uid(), project.labelConfig(), params(project));
        RejectFile rejects = new RejectFile(rejectsFile)) {
      return run(client, project, predictor, rejects);
    }
  }

  /**
   * The number in a project's name.
   *
   * @param told an id or a full uid
   */
  static long idOf(String told) {
    int dot = told.indexOf('.');
    try {
      return Long.parseLong(dot < 0 ? told : told.substring(0, dot));
    } catch (NumberFormatException e) {
      throw new Trouble(
          "The project cannot be '" + told + "'",
          "it must be a number",
          "Take the one in the address of the project's page, as 12 in /projects/12/data",
          e);
    }
  }

  /** As in a request of Label Studio (protocol §1.5). */
  private static Map<String, @Nullable Object> params(Project project) {
    Map<String, @Nullable Object> params = new LinkedHashMap<>();
    params.put("login", project.json().get("task_data_login"));
    params.put("password", project.json().get("task_data_password"));
    return params;
  }

  private int run(
      LabelStudioClient client, Project project, BulkPredictor predictor, RejectFile rejects)
      throws Exception {
    long start = work.nanos.getAsLong();
    String version = predictor.modelVersion();
    work.note(
        "Predicting for project "
            + project.id()
            + " '"
            + project.title()
            + "' at "
            + client.base()
            + " with "
            + version
            + " on "
            + work.options.threads()
            + " threads");
    PieceSize size = new PieceSize();
    TaskPieces pieces = new TaskPieces(client.tasks(project.id()), version, size);
    Posting posting =
        new Posting(
            client,
            project.id(),
            version,
            work.sleeper,
            (each, reason) -> rejects.add(each.task(), reason, each.data()));
    Progress progress = new Progress(work.err, work.isTerminal(), work.nanos, "tasks", 0, 0);
    double total = project.json().get("task_number") instanceof Long number ? number : -1;
    TaskSink sink = new TaskSink(work, posting, rejects, pieces, progress, total);
    try {
      Pipeline.run(
          pieces, new TaskSink.Predict(predictor, size, work.nanos), sink, work.options.threads());
      posting.finish();
    } finally {
      progress.end();
    }
    Summary summary = new Summary(work, version);
    summary.say(
        "%,d of %,d tasks predicted by %s%s; %,d had that prediction already",
        posting.posted(),
        pieces.seen(),
        version,
        summary.rate(posting.posted(), start),
        pieces.had());
    if (sink.dropped() > 0) {
      summary.say("Regions left out, since Label Studio would refuse them: %,d", sink.dropped());
    }
    if (rejects.count() > 0) {
      summary.say("Rejected: %,d; the list says why", rejects.count());
      summary.say("  %s", rejects.file());
    }
    hint(summary, client.project(project.id()), version);
    return rejects.count() > 0 ? Preannotate.DONE_WITH_REJECTS : Preannotate.DONE;
  }

  /** Label Studio shows the predictions of one version, and says nowhere that it has others. */
  private static void hint(Summary summary, Project project, String version) {
    if (!project.modelVersion().equals(version)) {
      summary.say(
          "Label Studio shows predictions of '%s' in this project. To see these, choose %s under"
              + " Settings > Annotation > Use predictions to prelabel tasks.",
          project.modelVersion(), version);
    }
  }
}
