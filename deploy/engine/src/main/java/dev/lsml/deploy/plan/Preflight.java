// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import java.util.ArrayList;
import java.util.List;

/** Shows everything that was found before a deployment, and ends it when something is wrong. */
public final class Preflight {
  private Preflight() {}

  /**
   * Shows all findings.
   *
   * @throws DeployException when one of them is an error; counts them
   */
  static void pass(List<Finding> findings, Screen screen) {
    show(findings, screen);
    List<String> problems = new ArrayList<>();
    for (Finding finding : findings) {
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

  /** Shows all findings, each with what to do about it. */
  public static void show(List<Finding> findings, Screen screen) {
    for (Finding finding : findings) {
      screen.warn((finding.isError() ? "Problem: " : "Note: ") + finding.problem());
      screen.warn("  why: " + finding.cause());
      screen.warn("  do:  " + finding.remedy());
    }
  }
}
