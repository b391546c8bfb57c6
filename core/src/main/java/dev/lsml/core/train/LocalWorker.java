// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.TrainingRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains in a background thread of the serving process, one project after the other. What is
 * pending lies in the store, so it survives the process: a worker that starts looks there for what
 * an earlier one left, runs that were cut off included.
 *
 * <p>Thread-safe.
 */
public final class LocalWorker implements TrainingTrigger, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LocalWorker.class.getName());

  /** The clock may be set, so no wait is longer than this. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final Supplier<TrainingRunner> runners;
  private final Documents documents;
  private final InstantSource clock;
  private final Object lock = new Object();
  private final Agenda agenda = new Agenda();
  private @Nullable TrainingRunner runner;
  private @Nullable Thread thread;
  private boolean scanned;
  private boolean closed;

  /**
   * Makes one that does nothing before {@link #start}.
   *
   * @param runners asked for a runner once there is work, since most cold starts find none
   */
  public LocalWorker(Supplier<TrainingRunner> runners, Documents documents, InstantSource clock) {
    this.runners = runners;
    this.documents = documents;
    this.clock = clock;
  }

  /** Begins to work. To be called once. */
  public void start() {
    Thread worker = new Thread(this::work, "lsml-training");
    worker.setDaemon(true);
    synchronized (lock) {
      thread = worker;
    }
    worker.start();
  }

  @Override
  public void wake(ProjectUid project, TrainingRequest request) {
    wake(project, request.dueAt());
  }

  private void wake(ProjectUid project, Instant dueAt) {
    synchronized (lock) {
      agenda.add(project, dueAt);
      lock.notifyAll();
    }
  }

  /**
   * Ends the work. A run that is under way is cut off, and the training is pending again for the
   * next process; waits some seconds for that.
   */
  @Override
  public void close() {
    Thread worker;
    TrainingRunner used;
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
      worker = thread;
      used = runner;
    }
    if (used != null) {
      used.stop();
    }
    if (worker == null) {
      return;
    }
    try {
      worker.join(CLOSE_WAIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (worker.isAlive() && used != null) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the model''s fit does not react to being interrupted; its result is thrown away");
      used.abandon();
    }
  }

  private void work() {
    while (true) {
      Instant next = workUntilNothingIsDue();
      synchronized (lock) {
        Instant now = clock.instant();
        next = earliest(next, agenda.next());
        while (!closed && (next == null || next.isAfter(now))) {
          try {
            lock.wait(waitMillis(now, next));
          } catch (InterruptedException e) {
            return;
          }
          now = clock.instant();
          next = earliest(next, agenda.next());
        }
        if (closed) {
          return;
        }
      }
    }
  }

  /**
   * Does all that is due now.
   *
   * @return when there may be more to do, as far as known; {@code null} for when woken
   */
  @Nullable Instant workUntilNothingIsDue() {
    if (!scanned) {
      scanned = scan();
    }
    while (true) {
      ProjectUid project;
      synchronized (lock) {
        project = closed ? null : agenda.take(clock.instant());
        if (project == null) {
          return scanned
              ? agenda.next()
              : earliest(agenda.next(), clock.instant().plus(LONGEST_WAIT));
        }
      }
      Instant again = look(project);
      if (again != null) {
        wake(project, again);
      }
    }
  }

  private boolean scan() {
    try {
      for (Map.Entry<ProjectUid, Instant> work : WorkScan.of(documents).entrySet()) {
        wake(work.getKey(), work.getValue());
      }
      return true;
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "cannot look for trainings left by an earlier process, and will try again: {0}",
          e.getMessage());
      return false;
    }
  }

  private @Nullable Instant look(ProjectUid project) {
    TrainingOutcome outcome;
    try {
      outcome = runner().run(project);
    } catch (RuntimeException | LinkageError | VirtualMachineError e) {
      // Such as no memory for the data. The lease expires and counts the attempt.
      LOG.log(System.Logger.Level.ERROR, "the training of project " + project + " broke off", e);
      return clock.instant().plus(LONGEST_WAIT);
    }
    OutcomeLog.log(project, outcome);
    if (outcome instanceof TrainingOutcome.NotDue notDue) {
      return notDue.dueAt();
    } else if (outcome instanceof TrainingOutcome.AlreadyRunning running) {
      return running.until();
    } else if (outcome instanceof TrainingOutcome.Failed failed && failed.retryAt() != null) {
      return failed.retryAt();
    } else if (outcome instanceof TrainingOutcome.NothingPending
        || outcome instanceof TrainingOutcome.Stopped) {
      return null;
    }
    // An event may have come during the run; a look at nothing costs two reads.
    return clock.instant();
  }

  private TrainingRunner runner() {
    synchronized (lock) {
      TrainingRunner made = runner;
      if (made == null) {
        made = runners.get();
        runner = made;
        if (closed) {
          made.stop();
        }
      }
      return made;
    }
  }

  private static long waitMillis(Instant now, @Nullable Instant next) {
    Duration wait = next == null ? LONGEST_WAIT : Duration.between(now, next);
    return Math.max(
        1, wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT.toMillis() : wait.toMillis());
  }

  private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
