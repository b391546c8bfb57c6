// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core;

import dev.lsml.core.config.Settings;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.train.JobWorker;
import dev.lsml.core.train.TimedWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Does the training that a {@link Backend} with a training job asks for: the entry of a process
 * that trains and ends. Works in the thread that calls; {@link #close} may be called from another.
 */
public final class TrainingJob implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TrainingJob.class.getName());

  /** For a run that is cut off to say so in the store. */
  private static final Duration GRACE = Duration.ofSeconds(8);

  private final Assembly parts;
  private final @Nullable JobWorker worker;
  private final @Nullable TimedWorker timed;
  private final AtomicBoolean closed = new AtomicBoolean();

  private TrainingJob(Assembly parts, @Nullable JobWorker worker, @Nullable TimedWorker timed) {
    this.parts = parts;
    this.worker = worker;
    this.timed = timed;
  }

  /**
   * Makes one.
   *
   * @param owner names this process to people, such as the execution of a job
   */
  public static TrainingJob of(Settings settings, ModelType type, Edges edges, String owner) {
    Assembly parts = new Assembly(settings, type, edges);
    return new TrainingJob(
        parts,
        type.trainable()
            ? new JobWorker(
                parts.runner(owner, false),
                parts.documents(),
                edges.clock(),
                time -> Thread.sleep(time.toMillis()))
            : null,
        type.trainable()
            ? new TimedWorker(
                () -> parts.runner(owner, false), parts.documents(), edges.clock(), GRACE)
            : null);
  }

  /**
   * Does all work of a project; see {@link JobWorker#run(ProjectUid)}.
   *
   * @return false when another attempt makes sense
   */
  public boolean run(ProjectUid project) {
    return worker == null ? nothingToLearn() : worker.run(project);
  }

  /**
   * Does all work of all projects; see {@link JobWorker#run()}.
   *
   * @return false when another attempt makes sense
   */
  public boolean run() {
    return worker == null ? nothingToLearn() : worker.run();
  }

  /**
   * Does what is due of a project's work within a time, and waits for nothing; see {@link
   * TimedWorker#run}.
   *
   * @param remedy what to do when the time is too short, for people
   * @return when to look again, {@code null} when nothing is left to do
   */
  public @Nullable Instant turn(ProjectUid project, Duration within, String remedy) {
    if (timed == null) {
      nothingToLearn();
      return null;
    }
    return timed.run(project, within, remedy);
  }

  private boolean nothingToLearn() {
    LOG.log(
        System.Logger.Level.WARNING,
        "the model " + parts.type.name() + " does not learn: it has no fit method");
    return true;
  }

  /**
   * Ends a run that is under way, which leaves its training pending, and closes everything. Closing
   * again does nothing.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    if (worker != null) {
      worker.close();
    }
    parts.close();
  }
}
