// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.keywordspans;

import dev.lsml.core.protocol.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * A phrase that an annotator wants to be found everywhere in the text.
 *
 * @param labels what to label it with; none when the annotator did not say
 */
record Prompt(String phrase, List<String> labels) {

  /**
   * Reads what was selected or written with a smart tool: a piece of the text, with the label that
   * was chosen for it; or the texts of a {@code TextArea}, where each line, or part of a line up to
   * a comma, is a phrase, or a phrase, {@code =} and a label.
   */
  static List<Prompt> read(List<Region> context, Field field, String text) {
    List<Prompt> prompts = new ArrayList<>();
    for (Region region : context) {
      Field.Span span = field.span(region, text);
      if (span != null) {
        prompts.add(new Prompt(text.substring(span.start(), span.end()), span.labels()));
      } else if ("textarea".equals(region.type())
          && region.value().get("text") instanceof List<?> written) {
        for (Object each : written) {
          for (String part : String.valueOf(each).split("[,\\n]", -1)) {
            prompts.add(written(part, field));
          }
        }
      }
    }
    prompts.removeIf(prompt -> prompt.phrase.isBlank());
    return prompts;
  }

  private static Prompt written(String part, Field field) {
    int sign = part.lastIndexOf('=');
    String label = part.substring(sign + 1).strip();
    return sign > 0 && field.labels().contains(label)
        ? new Prompt(part.substring(0, sign), List.of(label))
        : new Prompt(part, List.of());
  }
}
