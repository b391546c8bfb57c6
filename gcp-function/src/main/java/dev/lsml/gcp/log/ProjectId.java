// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.log;

import dev.lsml.gcp.metadata.MetadataServer;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The id of the Google Cloud project that this process runs in. Where no variable tells it, the
 * metadata server is asked once, beside the first request; nobody waits for that. Thread-safe.
 */
final class ProjectId implements Supplier<@Nullable String> {
  private static final System.Logger LOG = System.getLogger(ProjectId.class.getName());

  private final Map<String, String> environment;
  private volatile @Nullable String id;
  private boolean asked;

  private ProjectId(Map<String, String> environment, @Nullable String id) {
    this.environment = environment;
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
    return new ProjectId(environment, id == null || id.isBlank() ? null : id.strip());
  }

  /** The id; {@code null} while it is not known. */
  @Override
  public @Nullable String get() {
    String known = id;
    if (known == null) {
      ask();
    }
    return known;
  }

  private synchronized void ask() {
    if (!asked) {
      asked = true;
      Thread thread = new Thread(this::read, "lsml-project-id");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void read() {
    try {
      id = new MetadataServer(environment).read("project/project-id").strip();
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "log lines do not tell their request: " + e.getMessage() + "; set GOOGLE_CLOUD_PROJECT");
    }
  }
}
