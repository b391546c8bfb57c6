// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.WebhookEvent;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.train.TrainingPolicy.Wish;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.Head;
import dev.lsml.core.version.HeadReader;
import dev.lsml.core.version.LastRun;
import dev.lsml.core.version.Lease;
import dev.lsml.core.version.TrainingRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns events of Label Studio into pending trainings. Nearly always without a store call: changes
 * are counted in memory and against Label Studio's own count of annotations, which also holds after
 * a restart and on another instance; only when that makes a training due is the store read, to see
 * whether a training elsewhere was faster, and then written.
 *
 * <p>Thread-safe.
 */
public final class TrainingIntake {
  /** What is known of a project; guarded by {@link #projects}. */
  private static final class Count {
    /** Changes seen since the last training known here. */
    private long changes;

    /** Label Studio's count of annotations at that training. */
    private long annotations;

    /** Number of leases that the project had given by then. */
    private long fence;
  }

  private final TrainingPolicy policy;
  private final PendingTrainings pending;
  private final Documents documents;
  private final TrainingTrigger trigger;
  private final InstantSource clock;
  private final StepListener steps;
  private final Map<ProjectUid, Count> projects = new HashMap<>();

  /** Makes one. */
  public TrainingIntake(
      TrainingPolicy policy,
      Documents documents,
      TrainingTrigger trigger,
      InstantSource clock,
      StepListener steps) {
    this.policy = policy;
    this.pending = new PendingTrainings(documents);
    this.documents = documents;
    this.trigger = trigger;
    this.clock = clock;
    this.steps = steps;
  }

  /**
   * Takes an event in. When this returns with a request, that is durable.
   *
   * @param project the event's project, told apart from its namesakes on other servers
   * @return the training that the event led to or joined; {@code null} when it led to none
   * @throws StoreException when a training is due and cannot be stored; the next event tries again
   */
  public @Nullable TrainingRequest accept(ProjectUid project, WebhookEvent event)
      throws StoreException {
    long total = event.totalAnnotations() == null ? -1 : event.totalAnnotations();
    long seen = 0;
    if (TrainingPolicy.touchesAnnotations(event.action())) {
      seen = count(project, Math.max(1, event.annotations()), total);
    }
    Wish wish = policy.decide(event.action(), seen);
    if (wish == Wish.NOW && !event.action().equals(TrainingPolicy.START_TRAINING)) {
      seen =
          recount(
              project,
              new HeadReader(documents.store()).read(project),
              Math.max(1, event.annotations()),
              total);
      wish = policy.decide(event.action(), seen);
    }
    return switch (wish) {
      case NOTHING, COUNT -> null;
      case WHEN_QUIET -> ask(project, event, policy.quiet().multipliedBy(3).dividedBy(2));
      case NOW -> {
        TrainingRequest request = ask(project, event, Duration.ZERO);
        startOver(project, total);
        yield request;
      }
    };
  }

  private TrainingRequest ask(ProjectUid project, WebhookEvent event, Duration wait)
      throws StoreException {
    TrainingRequest wished =
        new TrainingRequest(
            documents.freshId(),
            event.action(),
            clock.instant(),
            clock.instant().plus(wait),
            !wait.isZero(),
            0,
            event.totalAnnotations());
    steps.passed(project, TrainingStep.WISHED);
    TrainingRequest asked = pending.ask(project, wished);
    steps.passed(project, TrainingStep.PENDING_STORED);
    // Announced even when it was pending before: whoever stored it may have died before announcing
    // it, or failed to.
    trigger.wake(project, asked);
    return asked;
  }

  private long count(ProjectUid project, int changes, long total) {
    synchronized (projects) {
      Count count = projects.computeIfAbsent(project, uid -> new Count());
      count.changes += changes;
      return changes(count, total);
    }
  }

  /** Counts from the last training of any instance. */
  private long recount(ProjectUid project, Head head, int changes, long total) {
    synchronized (projects) {
      Count count = projects.computeIfAbsent(project, uid -> new Count());
      if (count.fence != head.fence()) {
        count.fence = head.fence();
        count.changes = changes;
      }
      count.annotations = annotationsLearnedFrom(head);
      return changes(count, total);
    }
  }

  private static long annotationsLearnedFrom(Head head) {
    Lease lease = head.lease();
    LastRun lastRun = head.lastRun();
    Long running = lease == null ? null : lease.request().annotations();
    if (running != null) {
      return running;
    }
    return lastRun == null ? 0 : lastRun.annotations();
  }

  private void startOver(ProjectUid project, long total) {
    synchronized (projects) {
      Count count = projects.computeIfAbsent(project, uid -> new Count());
      count.changes = 0;
      if (total >= 0) {
        count.annotations = total;
      }
    }
  }

  private static long changes(Count count, long total) {
    return total < 0 ? count.changes : Math.max(count.changes, Math.abs(total - count.annotations));
  }
}
