// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.page;

import dev.lsml.core.json.JsonView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One project on the page. Thread-safe: no state. */
final class ProjectSection {
  private ProjectSection() {}

  static void write(Html html, String uid, JsonView project, JsonView trial) {
    int dot = uid.indexOf('.');
    html.raw("<section class=\"project\" aria-labelledby=\"p-").text(uid).raw("\">\n<h2 id=\"p-");
    html.text(uid).raw("\">Project <a href=\"status?project=").text(uid).raw("\">");
    html.text(dot < 0 ? uid : uid.substring(0, dot)).raw("</a></h2>\n");
    if (project.has("error")) {
      html.raw("<p class=\"bad\" role=\"status\">").text(uid).raw(": ");
      html.text(project.get("error").value()).raw("</p>\n</section>\n");
      return;
    }
    facts(html, uid, project);
    if (!project.get("load_error").isNull()) {
      html.raw("<p class=\"bad\">The newest version cannot be loaded: ");
      html.text(project.get("load_error").value()).raw("</p>\n");
    }
    lastRun(html, uid, project.get("last_run"));
    List<JsonView> versions = project.get("versions").items();
    if (!versions.isEmpty()) {
      MetricCharts.write(html, versions);
      VersionTable.write(html, uid, versions);
    }
    TrialForm.write(html, uid, project, trial);
    html.raw("</section>\n");
  }

  private static void facts(Html html, String uid, JsonView project) {
    html.raw("<dl>\n");
    html.fact("Project uid", uid);
    html.fact("Version in force", project.get("model_version").value());
    html.fact("Training", training(project));
    JsonView pending = project.get("pending");
    html.fact("Next training", pending.isNull() ? null : run(pending, "due_at"));
    JsonView running = project.get("running");
    html.fact("Running training", running.isNull() ? null : run(running, "since"));
    html.fact("Loaded models in this instance", project.get("loaded_models").value());
    html.raw("</dl>\n");
  }

  private static String training(JsonView project) {
    Object state = project.get("state").value();
    if (state == null) {
      return "not known to this instance";
    }
    if (!"idle".equals(state)) {
      return state.toString();
    }
    Object end = project.get("last_run").get("end").value();
    return end == null
        ? "never trained"
        : "failed".equals(end) ? "idle; the last training failed" : "idle";
  }

  private static String run(JsonView run, String time) {
    return ("due_at".equals(time) ? "due " : "since ")
        + Times.text(run.get(time).value())
        + ", after "
        + run.get("cause").value()
        + ", attempt "
        + run.get("attempt").value();
  }

  private static void lastRun(Html html, String uid, JsonView run) {
    if (run.isNull()) {
      return;
    }
    Object end = run.get("end").value();
    boolean bad = "failed".equals(end) || "retrying".equals(end);
    html.raw("<h3>Last training</h3>\n<dl>\n");
    html.fact("Ended", end);
    html.fact("After", run.get("cause").value());
    html.fact(
        "Ran",
        Times.text(run.get("started_at").value())
            + " to "
            + Times.text(run.get("ended_at").value()));
    html.raw("</dl>\n");
    Object message = run.get("message").value();
    if (message != null) {
      html.raw("<p class=\"").raw(bad ? "bad" : "note").raw("\">");
      html.raw(bad ? "Error: " : "").text(message).raw("</p>\n");
    }
    log(html, uid, run.get("log").items());
  }

  private static void log(Html html, String uid, List<JsonView> lines) {
    if (lines.isEmpty()) {
      return;
    }
    // In the tab order, since it scrolls.
    html.raw("<pre tabindex=\"0\" role=\"region\" aria-label=\"Log of the last training of ");
    html.text(uid).raw("\">");
    for (JsonView line : lines) {
      @Nullable Object text = line.value();
      html.text(text).raw("\n");
    }
    html.raw("</pre>\n");
  }
}
