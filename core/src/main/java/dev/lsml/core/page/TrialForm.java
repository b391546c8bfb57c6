// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.page;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form that tries a prediction with a project's config. Thread-safe: no state. */
final class TrialForm {
  private TrialForm() {}

  static void write(Html html, String uid, JsonView project, JsonView trial) {
    html.raw("<h3>Try a prediction</h3>\n");
    if (project.get("task_data").isNull()) {
      html.raw("<p>Label Studio has not told the label config of this project yet: connect the");
      html.raw(" project, or press <b>Save</b> in its Model settings.</p>\n");
      return;
    }
    boolean tried = uid.equals(trial.get("project").value());
    html.raw("<form method=\"post\" action=\"status?project=").text(uid).raw("#result\">\n");
    html.raw("<input type=\"hidden\" name=\"project\" value=\"").text(uid).raw("\">\n");
    html.raw("<label for=\"task-").text(uid).raw("\">Task data as JSON</label>\n");
    html.raw("<textarea name=\"task\" rows=\"4\" required spellcheck=\"false\" id=\"task-");
    html.text(uid).raw("\" aria-describedby=\"hint-").text(uid).raw("\">\n");
    html.text(tried ? trial.get("task").value() : example(project.get("task_data")));
    html.raw("</textarea>\n<p class=\"hint\" id=\"hint-").text(uid).raw("\">");
    html.raw("The data of a task, a whole task, or an array of either. Nothing is stored.</p>\n");
    html.raw("<button type=\"submit\">Predict</button>\n</form>\n");
  }

  private static String example(JsonView keys) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    for (JsonView key : keys.items()) {
      data.put(key.string(), "");
    }
    return Json.text(data);
  }
}
