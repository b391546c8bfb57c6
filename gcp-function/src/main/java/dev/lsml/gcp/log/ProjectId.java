// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.log;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The id of the Google Cloud project that this process runs in. Immutable. */
final class ProjectId implements Supplier<@Nullable String> {
  private final @Nullable String id;

  private ProjectId(@Nullable String id) {
    this.id = id;
  }

  /** By {@code GOOGLE_CLOUD_PROJECT}, else by the job's name in {@code LSML_TRAINING_JOB}. */
  static ProjectId of(Map<String, String> environment) {
    String id = environment.get("GOOGLE_CLOUD_PROJECT");
    String job = environment.get("LSML_TRAINING_JOB");
    if ((id == null || id.isBlank()) && job != null && job.startsWith("projects/")) {
      int end = job.indexOf('/', "projects/".length());
      id = end < 0 ? null : job.substring("projects/".length(), end);
    }
    return new ProjectId(id == null || id.isBlank() ? null : id.strip());
  }

  /** The id; {@code null} when it is not known. */
  @Override
  public @Nullable String get() {
    return id;
  }
}
