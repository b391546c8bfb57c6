// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.aws.AwsNames;
import dev.lsml.deploy.aws.AwsSettings;
import dev.lsml.deploy.aws.AwsTarget;
import dev.lsml.deploy.gcp.GcpSettings;
import dev.lsml.deploy.gcp.GcpTarget;
import java.nio.file.Path;
import java.util.Map;

/**
 * A target in each cloud and what was deployed there, for the tests of plans.
 *
 * @param old what was deployed first, in the form of this cloud
 * @param next what is deployed then
 * @param first the name of the first revision
 */
record Targets(Target target, String old, String next, String first) {
  static final LabelStudio LABEL_STUDIO = new LabelStudio("https://ls.example.com", 7L);
  static final Targets GOOGLE = google();
  static final Targets AWS = aws("");
  static final Targets AWS_IMAGE = aws("image");

  private static Targets google() {
    Target target =
        GcpTarget.of(
            new GcpSettings("my-project", "us-central1", "reviews", Map.of(), Map.of()),
            Path.of("work"),
            Path.of("keep"));
    return new Targets(
        target,
        target.image() + "@sha256:" + "a".repeat(64),
        target.image() + "@sha256:" + "b".repeat(64),
        "reviews-00001-abc");
  }

  private static Targets aws(String packaging) {
    AwsSettings settings =
        new AwsSettings("", "eu-central-1", "reviews", packaging, Map.of(), Map.of());
    Target target =
        AwsTarget.of(
            settings,
            new AwsNames("123456789012", "eu-central-1", "reviews"),
            Path.of("work"),
            Path.of("keep"));
    String code = target.stateStore() + "/code/";
    return new Targets(target, code + "a".repeat(64) + ".zip", code + "b".repeat(64) + ".zip", "1");
  }

  /** What serves, after a deployment to the end. */
  Deployed deployed() {
    return new Deployed(
        "owner",
        "region",
        "https://reviews-1.example.com",
        null,
        old,
        first,
        "",
        1,
        "reviews-models");
  }

  /** The folder of the golden files. */
  String folder() {
    return this == GOOGLE ? "google" : this == AWS ? "aws" : "aws-image";
  }

  @Override
  public String toString() {
    return folder();
  }
}
