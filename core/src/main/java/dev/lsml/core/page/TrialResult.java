// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.page;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of the form, in words and as JSON. Thread-safe: no state. */
final class TrialResult {
  private static final int MOST_REGIONS = 100;

  private TrialResult() {}

  static void write(Html html, JsonView trial) {
    JsonView answer = trial.get("answer");
    boolean failed = !answer.get("error").isNull();
    html.raw("<section id=\"result\" tabindex=\"-1\" aria-labelledby=\"result-title\">\n");
    html.raw("<h2 id=\"result-title\">").raw(failed ? "No prediction" : "Prediction");
    html.raw(" for project ").text(trial.get("project").value()).raw("</h2>\n");
    if (failed) {
      html.raw("<div role=\"alert\" class=\"bad\"><p>").text(answer.get("error").value());
      html.raw("</p></div>\n<dl>\n").fact("Cause", answer.get("cause").value());
      html.fact("Remedy", answer.get("remedy").value()).raw("</dl>\n");
    }
    int number = 0;
    for (JsonView prediction : answer.get("results").items()) {
      prediction(html, ++number, prediction);
    }
    html.raw("<details><summary>As JSON</summary>\n<pre tabindex=\"0\" role=\"region\"");
    html.raw(" aria-label=\"Answer as JSON\">").text(Json.text(answer.value()));
    html.raw("</pre></details>\n</section>\n");
  }

  private static void prediction(Html html, int number, JsonView prediction) {
    html.raw("<h3>Task ").text(number).raw("</h3>\n<dl>\n");
    html.fact("Score", Figures.text(prediction.get("score").value()));
    html.fact("Version", prediction.get("model_version").value());
    html.raw("</dl>\n");
    List<JsonView> regions = prediction.get("result").items();
    if (regions.isEmpty()) {
      html.raw("<p>The model found nothing.</p>\n");
      return;
    }
    html.raw("<ul>\n");
    for (JsonView region : regions.subList(0, Math.min(MOST_REGIONS, regions.size()))) {
      html.raw("<li>").text(words(region)).raw("</li>\n");
    }
    if (regions.size() > MOST_REGIONS) {
      html.raw("<li>and ").text(regions.size() - MOST_REGIONS).raw(" more</li>\n");
    }
    html.raw("</ul>\n");
  }

  /** Such as {@code sentiment (choices): Positive, score 0.93}. */
  static String words(JsonView region) {
    StringBuilder words = new StringBuilder();
    words.append(region.get("from_name").value()).append(" (");
    words.append(region.get("type").value()).append("): ");
    List<String> parts = new ArrayList<>();
    if (region.get("value").value() instanceof Map<?, ?> value) {
      value.forEach((key, item) -> parts.add(part((String) key, item)));
    }
    Object score = region.get("score").value();
    if (score != null) {
      parts.add("score " + Figures.text(score));
    }
    return words.append(String.join(", ", parts)).toString();
  }

  private static String part(String key, @Nullable Object item) {
    if (item instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      List<String> texts = new ArrayList<>();
      list.forEach(text -> texts.add(Figures.text(text)));
      return String.join(", ", texts);
    }
    return key + " " + Figures.text(item);
  }
}
