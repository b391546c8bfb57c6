// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import java.util.ArrayList;
import java.util.List;

/** Shows everything that was found before a deployment, and ends it when something is wrong. */
final class Preflight {
  private Preflight() {}

  /**
   * Shows all findings.
   *
   * @throws DeployException when one of them is an error; counts them
   */
  static void pass(List<Finding> findings, Screen screen) {
    List<String> problems = new ArrayList<>();
    for (Finding finding : findings) {
      for (String line : lines(finding)) {
        screen.warn(line);
      }
      if (finding.isError()) {
        problems.add(finding.problem());
      }
    }
    if (!problems.isEmpty()) {
      throw new DeployException(
          problems.size() == 1
              ? "One thing is in the way of this deployment"
              : problems.size() + " things are in the way of this deployment",
          String.join("; ", problems),
          "Each is shown above with what to do about it. Nothing was built or changed");
    }
  }

  /** A finding as it is shown. */
  static List<String> lines(Finding finding) {
    return List.of(
        (finding.isError() ? "Problem: " : "Note: ") + finding.problem(),
        "  why: " + finding.cause(),
        "  do:  " + finding.remedy());
  }
}
