// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Documents;
import dev.lsml.core.version.Head;
import dev.lsml.core.version.HeadReader;
import dev.lsml.core.version.HeadStore;
import dev.lsml.core.version.LastRun;
import dev.lsml.core.version.Lease;
import dev.lsml.core.version.TrainingRequest;
import dev.lsml.core.version.VersionId;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives the lease of a project, and with it the pending training, to one worker. Thread-safe.
 *
 * <p>The order of the calls is what makes it right:
 *
 * <ol>
 *   <li>The head is read before the pending training. If the lease can then be written over that
 *       head, nobody held it in between, so what was pending was not yet begun by anyone.
 *   <li>The lease is written, with the request in it, before the pending training is removed: at
 *       every moment the request is in at least one of the two.
 *   <li>The pending training is removed before any data is fetched: an event that joined it is part
 *       of the data, and one that comes later finds nothing to join and asks for one more run.
 * </ol>
 */
final class Leases {
  private static final int ROUNDS = 20;

  private final Documents documents;
  private final HeadStore heads;
  private final PendingTrainings pending;
  private final TrainingOptions options;
  private final InstantSource clock;
  private final StepListener steps;

  Leases(Documents documents, TrainingOptions options, InstantSource clock, StepListener steps) {
    this.documents = documents;
    this.heads = new HeadStore(documents);
    this.pending = new PendingTrainings(documents);
    this.options = options;
    this.clock = clock;
    this.steps = steps;
  }

  Acquisition acquire(ProjectUid project) throws StoreException {
    for (int round = 0; round < ROUNDS; round++) {
      HeadReader.Found found = heads.find(project);
      Head head = found.head();
      Lease old = head.lease();
      Instant now = clock.instant();
      if (old != null && !old.expired(now)) {
        return new Acquisition.HeldByAnother(old.owner(), old.expiresAt());
      }
      PendingTrainings.Found asked = pending.find(project);
      if (old != null && old.request().attempts() + 1 >= options.attempts()) {
        heads.write(project, head.released(gaveUp(head, old, now)), found.revision());
        continue;
      }
      TrainingRequest request = old == null ? null : old.request().again(now);
      if (asked != null) {
        request =
            request == null ? asked.request() : PendingTrainings.merge(asked.request(), request);
      }
      if (request == null) {
        return new Acquisition.NothingPending();
      }
      if (old == null && request.dueAt().isAfter(now)) {
        return new Acquisition.NotDue(request.dueAt());
      }
      HeldLease lease = take(project, found, request, now);
      if (lease != null) {
        if (asked != null) {
          pending.take(project, asked);
        }
        steps.passed(project, TrainingStep.PENDING_TAKEN);
        return new Acquisition.Taken(lease);
      }
    }
    throw new StoreException(
        "take the lease of project " + project,
        "other writers were faster " + ROUNDS + " times; try again",
        true,
        null);
  }

  private @Nullable HeldLease take(
      ProjectUid project, HeadReader.Found found, TrainingRequest request, Instant now)
      throws StoreException {
    Head head = found.head();
    Lease lease =
        new Lease(
            head.fence() + 1,
            new VersionId(head.lastVersion() + 1, documents.freshId()),
            options.owner(),
            now,
            now.plus(options.leaseTime()),
            request);
    steps.passed(project, TrainingStep.LEASE_WANTED);
    Head leased = head.leased(lease);
    Revision revision = heads.write(project, leased, found.revision());
    if (revision == null) {
      return null;
    }
    steps.passed(project, TrainingStep.LEASE_TAKEN);
    return new HeldLease(project, heads, leased, lease, revision);
  }

  private static LastRun gaveUp(Head head, Lease old, Instant now) {
    TrainingRequest request = old.request();
    LastRun before = head.lastRun();
    Long annotations = request.annotations();
    return new LastRun(
        LastRun.End.FAILED,
        request.id(),
        request.cause(),
        old.startedAt().toString(),
        now.toString(),
        0,
        annotations != null ? annotations : before == null ? 0 : before.annotations(),
        "the training process "
            + old.owner()
            + " ended without saying why, at attempt "
            + (request.attempts() + 1)
            + "; often it ran out of memory: look at its log, give it more, then start training"
            + " again");
  }
}
