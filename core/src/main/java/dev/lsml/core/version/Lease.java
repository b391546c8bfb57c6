// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import java.time.Instant;

/**
 * Says who may publish a project's next version. There is one at most, inside the head, so a write
 * of the head that follows from reading it proves that the lease was still held.
 *
 * <p>The expiry only says when others may take over; that a late owner cannot publish does not rest
 * on clocks but on the condition of its write. Immutable.
 *
 * @param fence number of the lease among all that the project gave, from 1
 * @param version the version being made; its run id names the owner's run
 * @param owner who holds it, for people to read, such as {@code host-1/4711}
 * @param startedAt when it was taken
 * @param expiresAt others may take over from then on
 * @param request what is being done
 */
public record Lease(
    long fence,
    VersionId version,
    String owner,
    Instant startedAt,
    Instant expiresAt,
    TrainingRequest request) {

  /** Tells whether others may take over. */
  public boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** The same for longer. */
  public Lease renewed(Instant newExpiresAt) {
    return new Lease(fence, version, owner, startedAt, newExpiresAt, request);
  }
}
