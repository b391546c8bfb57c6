// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Documents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains in a process that was started for it and ends: until nothing is pending any more. It waits
 * for a training that is due within {@link Launches#LONGEST_WAIT}, which covers a quiet period and
 * the pauses between attempts, and for the lease of a process that died.
 *
 * <p>Works in the thread that calls; {@link #close} may be called from another.
 */
public final class JobWorker implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JobWorker.class.getName());

  /** Somebody may press the button meanwhile, so no wait is longer than this without a look. */
  private static final Duration STEP = Duration.ofSeconds(15);

  private static final int MOST_FAILURES = 5;

  /** Cloud platforms kill a process ten seconds after they told it to end. */
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(8);

  private final TrainingRunner runner;
  private final Documents documents;
  private final PendingTrainings pending;
  private final LaunchMarks marks;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Object lock = new Object();
  private @Nullable Thread sleeping;
  private int busy;
  private boolean closed;

  /** Makes one. */
  public JobWorker(
      TrainingRunner runner, Documents documents, InstantSource clock, Sleeper sleeper) {
    this.runner = runner;
    this.documents = documents;
    this.pending = new PendingTrainings(documents);
    this.marks = new LaunchMarks(documents.store(), () -> documents);
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Does all of a project's work.
   *
   * @return false when work is left that another attempt may get done: the process was told to end,
   *     the store cannot be used, or the training broke off. A training that failed for good is
   *     done: the project's status tells why
   */
  public boolean run(ProjectUid project) {
    synchronized (lock) {
      busy++;
    }
    try {
      return work(project);
    } catch (InterruptedException e) {
      return false;
    } catch (RuntimeException | LinkageError | VirtualMachineError e) {
      // Such as no memory for the data. The lease expires and counts the attempt.
      LOG.log(System.Logger.Level.ERROR, "the training of project " + project + " broke off", e);
      return false;
    } finally {
      synchronized (lock) {
        busy--;
        lock.notifyAll();
      }
    }
  }

  /** Does the work of all projects, what is due longest first; see {@link #run(ProjectUid)}. */
  public boolean run() {
    List<Map.Entry<ProjectUid, Instant>> all;
    try {
      all = new ArrayList<>(WorkScan.of(documents).entrySet());
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.ERROR, "cannot look for trainings to do: " + e.getMessage());
      return false;
    }
    all.sort(Map.Entry.comparingByValue());
    boolean done = true;
    for (Map.Entry<ProjectUid, Instant> work : all) {
      done &= run(work.getKey());
    }
    return done;
  }

  /**
   * Ends the work. A run that is under way is cut off, and the training is pending again for the
   * next process, as one attempt of few; waits some seconds for that.
   */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (sleeping != null) {
        sleeping.interrupt();
      }
    }
    runner.stop(
        "the process was told to end before the training was done; if it ran into its time limit,"
            + " raise that");
    if (!isIdleWithin(CLOSE_WAIT)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the model's fit does not react to being interrupted; its result is thrown away");
      runner.abandon();
    }
  }

  private boolean work(ProjectUid project) throws InterruptedException {
    Instant otherUntil = null;
    Instant sayAgain = Instant.MIN;
    for (int failures = 0; failures < MOST_FAILURES; ) { // each counted below
      TrainingOutcome outcome = runner.run(project);
      OutcomeLog.log(project, outcome);
      Instant next = null;
      if (outcome instanceof TrainingOutcome.NothingPending) {
        return true;
      } else if (outcome instanceof TrainingOutcome.Stopped) {
        return false;
      } else if (outcome instanceof TrainingOutcome.AlreadyRunning running) {
        if (otherUntil != null && !running.until().equals(otherUntil)) {
          return true; // it lives, and will look for more work itself
        }
        otherUntil = running.until();
        next = otherUntil;
      } else if (outcome instanceof TrainingOutcome.NotDue notDue) {
        next = notDue.dueAt();
      } else if (outcome instanceof TrainingOutcome.Failed failed) {
        failures++;
        next = failed.retryAt();
        if (next != null && !isPending(project)) {
          return false; // the store could not be used, and the platform's own pauses are cheaper
        }
      }
      // Whatever else: an event may have come during the run.
      Instant now = clock.instant();
      if (next != null && next.isAfter(now)) {
        if (next.isAfter(now.plus(Launches.LONGEST_WAIT))) {
          LOG.log(
              System.Logger.Level.INFO, "project {0}: nothing is due before {1}", project, next);
          return true;
        }
        if (!now.isBefore(sayAgain)) {
          sayThatThisWaits(project, now);
          sayAgain = now.plus(LaunchMarks.TRUST.dividedBy(2));
        }
        sleep(shorter(Duration.between(now, next), STEP));
      }
    }
    return false;
  }

  private boolean isPending(ProjectUid project) {
    try {
      return pending.find(project) != null;
    } catch (StoreException e) {
      return false;
    }
  }

  private void sayThatThisWaits(ProjectUid project, Instant now) {
    try {
      PendingTrainings.Found asked = pending.find(project);
      if (asked != null) {
        marks.write(project, asked.request(), now.plus(LaunchMarks.TRUST), marks.find(project));
      }
    } catch (StoreException e) {
      // Then a second process may be started, which will find a lease or nothing to do.
      LOG.log(System.Logger.Level.DEBUG, "project {0}: {1}", project, e.getMessage());
    }
  }

  private void sleep(Duration time) throws InterruptedException {
    synchronized (lock) {
      if (closed) {
        throw new InterruptedException("the worker is closed");
      }
      sleeping = Thread.currentThread();
    }
    try {
      sleeper.sleep(time);
    } finally {
      synchronized (lock) {
        sleeping = null;
      }
    }
  }

  private boolean isIdleWithin(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (lock) {
      for (long left = patience.toNanos(); busy > 0 && left > 0; left = end - System.nanoTime()) {
        try {
          lock.wait(left / 1_000_000 + 1);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return busy == 0;
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
