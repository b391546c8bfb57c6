// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.job;

import dev.lsml.core.Edges;
import dev.lsml.core.TrainingJob;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.gcp.start.Start;
import dev.lsml.gcp.start.StartFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What runs in an execution of the job. */
public final class TrainingProcess {
  private TrainingProcess() {}

  /**
   * Trains. When the process is told to end meanwhile, the training is made pending again.
   *
   * @param environment such as {@link System#getenv()}
   * @param uid the project, {@code null} for every one with pending work
   * @return the exit code: 0 when nothing is left to do, which includes a training that failed for
   *     good and another process that is at it; 1 when another attempt makes sense
   * @throws StartFailure when it cannot begin
   */
  public static int run(Map<String, String> environment, @Nullable String uid) throws StartFailure {
    ProjectUid project;
    try {
      project = uid == null ? null : new ProjectUid(uid);
    } catch (IllegalArgumentException e) {
      throw new StartFailure("There is no such project: " + e.getMessage() + ".");
    }
    Start start = Start.of(environment);
    TrainingJob job = job(start, owner(environment));
    Thread stop = new Thread(job::close, "lsml-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      return (project == null ? job.run() : job.run(project)) ? 0 : 1;
    } finally {
      job.close();
      forget(stop);
    }
  }

  private static TrainingJob job(Start start, String owner) throws StartFailure {
    try {
      return TrainingJob.of(start.settings(), start.model(), Edges.of(start.settings()), owner);
    } catch (IllegalStateException e) {
      throw new StartFailure(String.valueOf(e.getMessage()));
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook has seen to that.
    }
  }

  /** As people find it in Google's console. */
  private static String owner(Map<String, String> environment) {
    String execution = environment.get("CLOUD_RUN_EXECUTION");
    return execution == null
        ? "process " + ProcessHandle.current().pid()
        : execution + ", attempt " + environment.getOrDefault("CLOUD_RUN_TASK_ATTEMPT", "0");
  }
}
