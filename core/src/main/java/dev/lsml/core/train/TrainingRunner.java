// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.LastRun;
import dev.lsml.core.version.TrainingRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Trains a project if a training is due and nobody else is at it. What every worker calls, in a
 * thread of the server, a job or a function.
 *
 * <p>One run at a time per instance. {@link #stop} may be called from another thread.
 */
public final class TrainingRunner {
  private static final System.Logger LOG = System.getLogger(TrainingRunner.class.getName());

  private final Documents documents;
  private final Leases leases;
  private final TrainingSource source;
  private final Trainer trainer;
  private final TrainingOptions options;
  private final InstantSource clock;
  private final Ticker ticker;
  private final StepListener steps;
  private final Object lock = new Object();
  private @Nullable TrainingRun running;
  private boolean stopped;
  private @Nullable String reason;
  private @Nullable String remedy;

  /** Makes one. */
  public TrainingRunner(
      Documents documents,
      TrainingSource source,
      Trainer trainer,
      TrainingOptions options,
      InstantSource clock,
      Ticker ticker,
      StepListener steps) {
    this.documents = documents;
    this.leases = new Leases(documents, options, clock, steps);
    this.source = source;
    this.trainer = trainer;
    this.options = options;
    this.clock = clock;
    this.ticker = ticker;
    this.steps = steps;
  }

  /** Looks at a project, and trains it if that is due. Failures are an outcome, not thrown. */
  public TrainingOutcome run(ProjectUid project) {
    synchronized (lock) {
      if (stopped) {
        return new TrainingOutcome.Stopped();
      }
    }
    Acquisition acquisition;
    try {
      acquisition = leases.acquire(project);
    } catch (StoreException e) {
      // The request is in the pending object or in a lease that will expire.
      return new TrainingOutcome.Failed(TrainingRun.text(e), later());
    }
    if (acquisition instanceof Acquisition.Taken taken) {
      return run(
          new TrainingRun(
              taken.lease(), documents.store(), source, trainer, options, clock, steps));
    } else if (acquisition instanceof Acquisition.HeldByAnother other) {
      return new TrainingOutcome.AlreadyRunning(other.owner(), other.until());
    } else if (acquisition instanceof Acquisition.NotDue notDue) {
      return new TrainingOutcome.NotDue(notDue.dueAt());
    }
    return new TrainingOutcome.NothingPending();
  }

  /**
   * Stops the run, if there is one, and lets no other begin. The run's thread then asks for the
   * same training again and gives the lease back, so that another worker can go on at once.
   */
  public void stop() {
    synchronized (lock) {
      stopped = true;
      if (running != null) {
        running.stop();
      }
    }
  }

  /**
   * Stops as {@link #stop()} does, and counts that as a failed attempt: for a process that may have
   * run into a time limit, as the next one then would too.
   *
   * @param why problem, cause and remedy
   */
  public void stop(String why) {
    synchronized (lock) {
      reason = why;
    }
    stop();
  }

  /**
   * Stops as {@link #stop()} does, and lets the training fail for good: for a process that has all
   * the time there is, so that no other would get it done. The failure tells what took how long.
   *
   * @param what what to do about it
   */
  public void stopForGood(String what) {
    synchronized (lock) {
      remedy = what;
    }
    stop();
  }

  /**
   * Does for a run that does not react to {@link #stop} what its thread would do. Its result will
   * not be published, since it no longer holds the lease.
   */
  public void abandon() {
    TrainingRun run;
    synchronized (lock) {
      run = running;
    }
    if (run != null) {
      cutOff(run);
    }
  }

  private TrainingOutcome run(TrainingRun run) {
    synchronized (lock) {
      running = run;
      if (stopped) {
        run.stop();
      }
    }
    try (Ticker.Running heartbeat =
        ticker.every(options.leaseTime().dividedBy(4), () -> renew(run))) {
      return run.call();
    } catch (InterruptedException e) {
      return cutOff(run);
    } catch (TrainingFailure e) {
      return fail(run, TrainingRun.text(e), e.passing());
    } catch (IOException | RuntimeException e) {
      return fail(run, TrainingRun.text(e), Passing.is(e));
    } finally {
      synchronized (lock) {
        running = null;
      }
    }
  }

  private void renew(TrainingRun run) {
    try {
      if (!holds(run)) {
        run.stop();
      }
    } catch (StoreException e) {
      // The lease may still be held, and if not, publishing will find out.
      LOG.log(
          System.Logger.Level.WARNING,
          "could not renew the lease of project {0}: {1}",
          run.lease().project(),
          TrainingRun.text(e));
    }
  }

  private TrainingOutcome cutOff(TrainingRun run) {
    String why;
    synchronized (lock) {
      why = reason;
      if (remedy != null) {
        return fail(
            run,
            "the training did not end within the time that its process has, and was cut off after "
                + run.times().text()
                + "; "
                + remedy,
            false);
      }
    }
    return why == null ? giveBack(run) : fail(run, why, true, Duration.ZERO);
  }

  private TrainingOutcome fail(TrainingRun run, String message, boolean passing) {
    return fail(run, message, passing, options.waitAfter(run.lease().request().attempts()));
  }

  private TrainingOutcome fail(TrainingRun run, String message, boolean passing, Duration wait) {
    TrainingRequest request = run.lease().request();
    boolean again = passing && request.attempts() + 1 < options.attempts();
    Instant retryAt = again ? clock.instant().plus(wait) : null;
    try {
      if (!holds(run)) {
        return new TrainingOutcome.LostLease();
      }
      if (retryAt != null) {
        askAgain(run, request.again(retryAt));
      }
      LastRun.End end = again ? LastRun.End.RETRYING : LastRun.End.FAILED;
      if (!run.lease().giveBack(run.ended(end, 0, message))) {
        return new TrainingOutcome.LostLease();
      }
      steps.passed(run.lease().project(), TrainingStep.GIVEN_BACK);
      return new TrainingOutcome.Failed(message, retryAt);
    } catch (StoreException e) {
      // Not given back: the lease expires, and whoever then takes it finds the request in it.
      return new TrainingOutcome.Failed(message + "; then " + TrainingRun.text(e), later());
    }
  }

  private TrainingOutcome giveBack(TrainingRun run) {
    try {
      if (!holds(run)) {
        return new TrainingOutcome.LostLease();
      }
      askAgain(run, run.lease().request());
      if (!run.lease().giveBack(null)) {
        return new TrainingOutcome.LostLease();
      }
      steps.passed(run.lease().project(), TrainingStep.GIVEN_BACK);
      return new TrainingOutcome.Stopped();
    } catch (StoreException e) {
      return new TrainingOutcome.Failed("stopped; then " + TrainingRun.text(e), later());
    }
  }

  private boolean holds(TrainingRun run) throws StoreException {
    return run.lease().renew(later());
  }

  private void askAgain(TrainingRun run, TrainingRequest request) throws StoreException {
    new PendingTrainings(documents).ask(run.lease().project(), request);
    steps.passed(run.lease().project(), TrainingStep.PENDING_AGAIN);
  }

  private Instant later() {
    return clock.instant().plus(options.leaseTime());
  }
}
