// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.plan.Known.Changes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said at the end of a deployment. Functions only; no secret is in it. */
final class Report {
  private Report() {}

  /** The lines before the one with the endpoint. */
  static List<String> lines(
      Target target,
      Deployed deployed,
      Access access,
      @Nullable LabelStudio labelStudio,
      Changes changes) {
    List<String> lines = new ArrayList<>();
    String revision = target.revision(deployed.liveRevision());
    lines.add(
        changes == Changes.NONE
            ? "Nothing has changed: " + revision + " goes on serving."
            : "Now " + revision + " serves.");
    if (labelStudio == null || labelStudio.project() == null) {
      lines.add("To use it, paste into Label Studio, Settings > Model > Connect Model:");
      lines.add("  Backend URL     " + deployed.endpointUrl());
      lines.add("  Authentication  Basic Authentication");
      lines.add("  Username        " + access.user());
      lines.add("  Password        " + access.passwordPlace());
      lines.add("Or let this command do it: -Dlabelstudio.url=URL -Dlabelstudio.project=NUMBER");
    }
    if (labelStudio == null) {
      lines.add(
          "No Label Studio is named, so the backend cannot fetch annotations and does not train;"
              + " name one with -Dlabelstudio.url= and its key in LABEL_STUDIO_API_KEY.");
    }
    return lines;
  }
}
