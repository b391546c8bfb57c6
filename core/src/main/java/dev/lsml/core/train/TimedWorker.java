// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Documents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains for somebody who comes back later, such as a queue: looks at a project once, within a
 * time, and never waits for what is due later. Thread-safe.
 */
public final class TimedWorker {
  private static final System.Logger LOG = System.getLogger(TimedWorker.class.getName());

  /** By then the lease of a run that broke off has expired. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Supplier<TrainingRunner> runners;
  private final PendingTrainings pending;
  private final LaunchMarks marks;
  private final InstantSource clock;
  private final Duration grace;
  private final Waiter waiter;

  /** Waits for a run. */
  @FunctionalInterface
  interface Waiter {
    TrainingOutcome await(Future<TrainingOutcome> run, Duration time)
        throws InterruptedException, ExecutionException, TimeoutException;
  }

  /**
   * Makes one.
   *
   * @param runners gives a new one at each call
   * @param grace how long a run that is cut off may take to end; a fit that does not react to being
   *     interrupted is then left alone
   */
  public TimedWorker(
      Supplier<TrainingRunner> runners, Documents documents, InstantSource clock, Duration grace) {
    this(
        runners,
        documents,
        clock,
        grace,
        (run, time) -> run.get(time.toNanos(), TimeUnit.NANOSECONDS));
  }

  TimedWorker(
      Supplier<TrainingRunner> runners,
      Documents documents,
      InstantSource clock,
      Duration grace,
      Waiter waiter) {
    this.runners = runners;
    this.pending = new PendingTrainings(documents);
    this.marks = new LaunchMarks(documents.store(), () -> documents);
    this.clock = clock;
    this.grace = grace;
    this.waiter = waiter;
  }

  /**
   * Trains a project if that is due.
   *
   * @param within the run is cut off after it, and the training fails for good: nobody would get it
   *     done
   * @param remedy what to do about that, for people
   * @return when to look again, {@code null} when nothing is left to do within {@link
   *     Launches#LONGEST_WAIT}
   */
  public @Nullable Instant run(ProjectUid project, Duration within, String remedy) {
    TrainingRunner runner = runners.get();
    TrainingOutcome outcome = outcome(runner, project, within, remedy);
    if (outcome == null) {
      return clock.instant().plus(AGAIN);
    }
    OutcomeLog.log(project, outcome);
    if (outcome instanceof TrainingOutcome.NothingPending) {
      return null;
    } else if (outcome instanceof TrainingOutcome.AlreadyRunning running) {
      return running.until();
    }
    // Whatever else: an event may have come during the run.
    try {
      // A run that could not even give its lease back has left nothing pending.
      return next(project, outcome instanceof TrainingOutcome.Failed f ? f.retryAt() : null);
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "project {0}: {1}", project, e.getMessage());
      return clock.instant().plus(AGAIN);
    }
  }

  private @Nullable Instant next(ProjectUid project, @Nullable Instant whenNothingIsPending)
      throws StoreException {
    PendingTrainings.Found asked = pending.find(project);
    if (asked == null) {
      return whenNothingIsPending;
    }
    Instant now = clock.instant();
    Instant dueAt = asked.request().dueAt();
    if (dueAt.isAfter(now.plus(Launches.LONGEST_WAIT))) {
      return null; // a later event will find it nearer
    }
    // So that nobody starts another process for it meanwhile.
    marks.write(project, asked.request(), now.plus(LaunchMarks.TRUST), marks.find(project));
    return dueAt;
  }

  /** {@code null} when the run broke off. */
  private @Nullable TrainingOutcome outcome(
      TrainingRunner runner, ProjectUid project, Duration within, String remedy) {
    FutureTask<TrainingOutcome> run = new FutureTask<>(() -> runner.run(project));
    Thread thread = new Thread(run, "lsml-training");
    thread.setDaemon(true);
    thread.start();
    try {
      try {
        return waiter.await(run, within);
      } catch (TimeoutException e) {
        runner.stopForGood(remedy);
        return waiter.await(run, grace);
      }
    } catch (TimeoutException e) {
      runner.abandon();
      LOG.log(
          System.Logger.Level.WARNING,
          "project {0}: the model's fit does not react to being interrupted; its result will be"
              + " thrown away",
          project);
      return new TrainingOutcome.Stopped();
    } catch (ExecutionException e) {
      // Such as no memory for the data. The lease expires and counts the attempt.
      LOG.log(System.Logger.Level.ERROR, "the training of project " + project + " broke off", e);
      return null;
    } catch (InterruptedException e) {
      runner.stop();
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
