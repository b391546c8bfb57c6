// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.version.Head;
import dev.lsml.core.version.HeadReader;
import dev.lsml.core.version.HeadStore;
import dev.lsml.core.version.LastRun;
import dev.lsml.core.version.Lease;
import dev.lsml.core.version.TrainingRequest;
import dev.lsml.core.version.VersionEntry;
import dev.lsml.core.version.VersionId;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A project's lease in the hands of one run. Every write replaces exactly the head in which the
 * lease was last seen to be held, so none can succeed once another worker has it, whatever clocks
 * say. A late owner whom nobody has replaced still holds it.
 *
 * <p>Thread-safe: the heartbeat renews while the run works.
 */
final class HeldLease {
  private static final int ROUNDS = 20;

  private final ProjectUid project;
  private final HeadStore heads;
  private final Head taken;
  private final Lease lease;
  private Head head;
  private @Nullable Revision revision;

  HeldLease(ProjectUid project, HeadStore heads, Head taken, Lease lease, Revision revision) {
    this.project = project;
    this.heads = heads;
    this.taken = taken;
    this.lease = lease;
    this.head = taken;
    this.revision = revision;
  }

  ProjectUid project() {
    return project;
  }

  /** The lease as it was taken. */
  Lease lease() {
    return lease;
  }

  TrainingRequest request() {
    return lease.request();
  }

  VersionId version() {
    return lease.version();
  }

  /** The head as it was when the lease was taken. */
  Head taken() {
    return taken;
  }

  /** Holds it for longer; false when it is lost. */
  boolean renew(Instant expiresAt) throws StoreException {
    return update(
        current -> {
          Lease held = current.lease();
          return held == null ? current : current.renewed(held.renewed(expiresAt));
        });
  }

  /** Puts the version in force and gives the lease back; {@code null} when the lease is lost. */
  @Nullable Head publish(VersionEntry entry, int keep, LastRun run) throws StoreException {
    synchronized (this) {
      try {
        update(current -> current.published(entry, keep, run));
      } catch (StoreException e) {
        head = heads.find(project).head();
        if (!head.keeps(entry.id())) {
          throw e;
        }
      }
      // Asked of the history, for when an answer was lost: ours may have been written after all,
      // and another lease given since.
      return head.keeps(entry.id()) ? head : null;
    }
  }

  /** Gives the lease back; false when it is lost. */
  boolean giveBack(@Nullable LastRun run) throws StoreException {
    return update(current -> current.released(run));
  }

  private synchronized boolean update(UnaryOperator<Head> change) throws StoreException {
    for (int round = 0; round < ROUNDS; round++) {
      if (!head.isLeasedTo(version())) {
        return false;
      }
      Head next = change.apply(head);
      Revision written = heads.write(project, next, revision);
      if (written != null) {
        head = next;
        revision = written;
        return true;
      }
      // Not necessarily lost: someone may have rolled back to another version.
      HeadReader.Found found = heads.find(project);
      head = found.head();
      revision = found.revision();
    }
    throw new StoreException(
        "write the head of project " + project,
        "other writers were faster " + ROUNDS + " times; try again",
        true,
        null);
  }
}
