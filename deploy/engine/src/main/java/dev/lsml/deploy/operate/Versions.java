// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.train.TrainingStatus;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.Head;
import dev.lsml.core.version.HeadStore;
import dev.lsml.core.version.LastRun;
import dev.lsml.core.version.Projects;
import dev.lsml.core.version.VersionEntry;
import dev.lsml.deploy.DeployException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The trained versions in a backend's store: which there are, and going back to one. Thread-safe.
 */
public final class Versions {
  private final ObjectStore store;

  /** Makes one. */
  public Versions(ObjectStore store) {
    this.store = store;
  }

  /**
   * A table of the kept versions of each project, newest first.
   *
   * @param project a project's id in Label Studio or its full uid, {@code null} for all
   * @throws DeployException when the store cannot be read or there is no such project
   */
  public List<String> table(@Nullable String project) {
    try {
      List<String> lines = new ArrayList<>();
      List<ProjectUid> projects = project == null ? Projects.in(store) : named(project);
      for (ProjectUid uid : projects) {
        lines.addAll(table(TrainingStatus.read(store, uid)));
      }
      if (projects.isEmpty()) {
        lines.add("No project has used this backend yet.");
      }
      return lines;
    } catch (StoreException e) {
      throw unreadable(e);
    }
  }

  /**
   * Puts a kept version back in force.
   *
   * @param project a project's id in Label Studio or its full uid, {@code null} where the store has
   *     one project alone
   * @return what was done, in one line
   * @throws DeployException when it cannot be done; says which versions and projects there are
   */
  public String rollBack(@Nullable String project, int version) {
    try {
      List<ProjectUid> candidates = project == null ? Projects.in(store) : named(project);
      if (candidates.size() != 1) {
        throw new DeployException(
            "Which project to roll back is not clear",
            candidates.isEmpty()
                ? "no project has used this backend yet"
                : "there are " + join(candidates),
            "Name one with -Dlabelstudio.project=, by its id or all of the above");
      }
      ProjectUid uid = candidates.get(0);
      HeadStore heads = new HeadStore(new Documents(store, () -> UUID.randomUUID().toString()));
      int before = heads.find(uid).head().currentVersion();
      if (before == version) {
        return "Version "
            + version
            + " is in force for project "
            + uid
            + " already; nothing to do.";
      }
      heads.rollBack(uid, version);
      return "Version "
          + version
          + " is in force for project "
          + uid
          + (before == 0 ? "" : ", in place of version " + before)
          + ". Running instances notice within LSML_VERSION_CHECK_SECONDS (5 s).";
    } catch (StoreException e) {
      throw unreadable(e);
    } catch (IllegalArgumentException e) {
      throw new DeployException(
          "Version " + version + " cannot be put in force",
          String.valueOf(e.getMessage()),
          "mvn lsml:versions lists them",
          e);
    }
  }

  private List<ProjectUid> named(String project) throws StoreException {
    List<ProjectUid> all = Projects.in(store);
    List<ProjectUid> named = new ArrayList<>();
    for (ProjectUid uid : all) {
      if (uid.value().equals(project) || uid.id().equals(project)) {
        named.add(uid);
      }
    }
    if (named.isEmpty()) {
      throw new DeployException(
          "There are no versions for project " + project,
          all.isEmpty() ? "no project has used this backend yet" : "there are " + join(all),
          "Check -Dlabelstudio.project= and whether this is the backend's store");
    }
    return named;
  }

  private static String join(List<ProjectUid> projects) {
    StringJoiner joiner = new StringJoiner(", ");
    projects.forEach(uid -> joiner.add(uid.value()));
    return joiner.toString();
  }

  private static List<String> table(TrainingStatus status) {
    Head head = status.head();
    TextTable table =
        new TextTable("version", "in force", "made", "because of", "tasks", "metrics");
    for (int i = head.history().size() - 1; i >= 0; i--) {
      VersionEntry entry = head.history().get(i);
      table.row(
          String.valueOf(entry.number()),
          entry.number() == head.currentVersion() ? "yes" : "",
          entry.createdAt(),
          entry.cause(),
          String.valueOf(entry.tasks()),
          metrics(entry.metrics()));
    }
    List<String> lines = new ArrayList<>();
    lines.add("Project " + status.project() + ": " + state(status));
    if (head.history().isEmpty()) {
      lines.add("  no version yet");
    } else {
      table.lines().forEach(line -> lines.add("  " + line));
    }
    return lines;
  }

  private static String state(TrainingStatus status) {
    LastRun last = status.head().lastRun();
    String now =
        switch (status.state()) {
          case RUNNING -> "a training runs";
          case PENDING -> "a training waits";
          case IDLE -> "no training runs";
        };
    String message = last == null ? null : last.message();
    return last == null || message == null
        ? now
        : now + "; the last one ended at " + last.endedAt() + ": " + Printable.line(message);
  }

  private static String metrics(Map<String, @Nullable Object> metrics) {
    StringJoiner joiner = new StringJoiner(", ");
    for (Map.Entry<String, @Nullable Object> metric : metrics.entrySet()) {
      Object value = metric.getValue();
      String shown =
          value instanceof Double number
              ? String.valueOf(Math.round(number * 10_000) / 10_000.0)
              : String.valueOf(value);
      joiner.add(metric.getKey() + " " + shown);
    }
    return Printable.line(joiner.toString());
  }

  private static DeployException unreadable(StoreException e) {
    return new DeployException(
        "The versions cannot be read or changed",
        String.valueOf(e.getMessage()),
        "Deployed: check that you may read and write the model bucket: on Google with"
            + " roles/storage.objectUser, on AWS with s3:GetObject, s3:PutObject and s3:ListBucket",
        e);
  }
}
