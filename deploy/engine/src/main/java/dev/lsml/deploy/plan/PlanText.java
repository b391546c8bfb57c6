// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import java.util.ArrayList;
import java.util.List;

/** A plan as lines for people. Functions only. */
public final class PlanText {
  private PlanText() {}

  /**
   * Numbers the steps, with their calls below them.
   *
   * @param title the first line
   */
  public static List<String> lines(String title, List<Step> steps) {
    List<String> lines = new ArrayList<>();
    lines.add(title);
    int number = 1;
    for (Step step : steps) {
      lines.add((number < 10 ? " " : "") + number + ". " + step.title());
      for (String call : step.calls()) {
        lines.add("      " + call);
      }
      number++;
    }
    return lines;
  }
}
