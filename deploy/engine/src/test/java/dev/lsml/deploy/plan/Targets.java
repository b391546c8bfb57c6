// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.gcp.GcpSettings;
import dev.lsml.deploy.gcp.GcpTarget;
import java.nio.file.Path;
import java.util.Map;

/** A target and what was deployed there, for the tests of plans. */
final class Targets {
  static final GcpSettings SETTINGS =
      new GcpSettings("my-project", "us-central1", "reviews", Map.of(), Map.of());
  static final Target TARGET = GcpTarget.of(SETTINGS, Path.of("work"), Path.of("keep"));
  static final LabelStudio LABEL_STUDIO = new LabelStudio("https://ls.example.com", 7L);
  static final String OLD = TARGET.image() + "@sha256:" + "a".repeat(64);
  static final String NEW = TARGET.image() + "@sha256:" + "b".repeat(64);

  private Targets() {}

  /** What serves, after a deployment to the end. */
  static Deployed deployed() {
    return new Deployed(
        "my-project",
        "us-central1",
        "https://reviews-1.a.run.app",
        null,
        OLD,
        "reviews-00001-abc",
        "",
        1,
        "my-project-reviews-models");
  }
}
