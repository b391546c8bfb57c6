// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is odd about how Label Studio is named. Functions only. */
final class LabelStudioFindings {
  private LabelStudioFindings() {}

  /**
   * Looks at the settings together.
   *
   * @param url {@code null} when none is named
   * @param project {@code null} when none is named
   */
  static List<Finding> of(ApiKeyChoice choice, @Nullable String url, @Nullable Long project) {
    List<Finding> findings = new ArrayList<>();
    String warning = choice.warning();
    if (warning != null) {
      findings.add(
          Finding.warning(
              "The API key of Label Studio stands on the command line",
              "-Dlabelstudio.apiKey= is seen by other users of this machine and kept in the shell's"
                  + " history",
              "Set the environment variable LABEL_STUDIO_API_KEY, or a server "
                  + ApiKeyChoice.SERVER
                  + " in Maven's settings.xml"));
    }
    if (url == null && project != null) {
      findings.add(
          Finding.error(
              "Project " + project + " is named, but no Label Studio",
              "neither -Dlabelstudio.url= nor the environment variable LABEL_STUDIO_URL is set",
              "Add -Dlabelstudio.url=https://YOUR-LABEL-STUDIO"));
    } else if (url == null && choice.key() != null) {
      findings.add(
          Finding.warning(
              "There is a key for Label Studio, but no address",
              "neither -Dlabelstudio.url= nor the environment variable LABEL_STUDIO_URL is set, so"
                  + " the backend is deployed without a Label Studio and does not train",
              "Add -Dlabelstudio.url=https://YOUR-LABEL-STUDIO if that is not meant"));
    }
    return findings;
  }
}
