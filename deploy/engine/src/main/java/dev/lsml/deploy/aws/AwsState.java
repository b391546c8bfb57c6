// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.amazon.Bucket;
import dev.lsml.deploy.terraform.StateFile;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Terraform's state in its bucket, read without Terraform. Thread-safe. */
final class AwsState {
  private static final Set<String> TYPES = Set.of("aws_lambda_function");

  private final Bucket bucket;

  AwsState(Bucket bucket) {
    this.bucket = bucket;
  }

  /** The name of a root's state in the bucket. */
  static String key(String root) {
    return "lsml/" + root + ".tfstate";
  }

  /** The state of a root. */
  StateFile of(String root) {
    byte[] state = bucket.read(key(root));
    return new StateFile(JsonView.of(state == null ? null : Json.read(state)));
  }

  /** What a function in a state runs; {@code null} when there is none. */
  static @Nullable String artifact(StateFile state) {
    for (JsonView function : state.attributes(TYPES)) {
      String image = function.get("image_uri").stringOrNull();
      if (image != null && !image.isEmpty()) {
        return image;
      }
      String key = function.get("s3_key").stringOrNull();
      if (key != null) {
        return "s3://" + function.get("s3_bucket").string() + "/" + key;
      }
    }
    return null;
  }

  /** The Label Studio that a function in a state was given; {@code null} for none. */
  static @Nullable String labelStudioUrl(StateFile state) {
    for (JsonView function : state.attributes(TYPES)) {
      String url =
          StateFile.first(function.get("environment"))
              .get("variables")
              .get("LABEL_STUDIO_URL")
              .stringOrNull();
      if (url != null) {
        return url;
      }
    }
    return null;
  }
}
