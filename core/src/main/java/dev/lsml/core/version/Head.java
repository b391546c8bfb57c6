// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a project in one small object: which version is in force, which are kept, who may
 * publish the next and how the last run ended. Because pointer and lease are one object, publishing
 * is one conditional write that at once proves that the lease is held, moves the pointer and ends
 * the lease: nothing stale can be published, and there is no state between. Immutable.
 *
 * @param fence number of leases given so far
 * @param lastVersion number of the version published last, 0 before the first; versions that are no
 *     longer kept count
 * @param currentVersion number of the version in force, 0 for none; less than {@code lastVersion}
 *     after a roll-back
 * @param history the kept versions, oldest first, without gaps
 * @param lease {@code null} while nothing trains
 * @param lastRun {@code null} before the first run has ended
 */
public record Head(
    long fence,
    int lastVersion,
    int currentVersion,
    List<VersionEntry> history,
    @Nullable Lease lease,
    @Nullable LastRun lastRun) {

  /** A project that never trained. */
  public static final Head EMPTY = new Head(0, 0, 0, List.of(), null, null);

  /** Copies the history. */
  public Head {
    history = List.copyOf(history);
  }

  /** The version in force; {@code null} for none. */
  public @Nullable VersionEntry current() {
    return version(currentVersion);
  }

  /** The version published last; {@code null} before the first. */
  public @Nullable VersionEntry newest() {
    return version(lastVersion);
  }

  /** The kept version of that number; {@code null} when it is not kept or never was. */
  public @Nullable VersionEntry version(int number) {
    for (VersionEntry entry : history) {
      if (entry.number() == number) {
        return entry;
      }
    }
    return null;
  }

  /** Tells whether that version was published and is kept. */
  public boolean keeps(VersionId id) {
    VersionEntry entry = version(id.number());
    return entry != null && entry.id().equals(id);
  }

  /** Tells whether that run holds the lease, expired or not. */
  public boolean isLeasedTo(VersionId id) {
    return lease != null && lease.version().equals(id);
  }

  /** With a lease given; its fence must be one above this one's. */
  public Head leased(Lease given) {
    if (given.fence() != fence + 1 || given.version().number() != lastVersion + 1) {
      throw new IllegalArgumentException(
          "lease " + given.fence() + " for " + given.version() + " does not follow " + this);
    }
    return new Head(given.fence(), lastVersion, currentVersion, history, given, lastRun);
  }

  /** With the lease held for longer. */
  public Head renewed(Lease renewed) {
    return new Head(fence, lastVersion, currentVersion, history, renewed, lastRun);
  }

  /** With the lease given back. */
  public Head released(@Nullable LastRun run) {
    return new Head(fence, lastVersion, currentVersion, history, null, run == null ? lastRun : run);
  }

  /**
   * With a new version in force and the lease given back.
   *
   * @param keep number of versions that stay, at least 1; the oldest go first
   */
  public Head published(VersionEntry entry, int keep, LastRun run) {
    if (entry.number() != lastVersion + 1) {
      throw new IllegalArgumentException(
          "version " + entry.id() + " does not follow version " + lastVersion);
    }
    List<VersionEntry> all = new ArrayList<>(history);
    all.add(entry);
    return new Head(
        fence,
        entry.number(),
        entry.number(),
        all.subList(Math.max(0, all.size() - keep), all.size()),
        null,
        run);
  }

  /**
   * With a kept version back in force.
   *
   * @throws IllegalArgumentException when that version is not kept; the message names those that
   *     are
   */
  public Head rolledBack(int number) {
    if (version(number) == null) {
      StringBuilder kept = new StringBuilder();
      for (VersionEntry entry : history) {
        kept.append(kept.length() == 0 ? "" : ", ").append(entry.number());
      }
      throw new IllegalArgumentException(
          "version "
              + number
              + " is not kept; "
              + (history.isEmpty() ? "the project has no version yet" : "choose one of " + kept));
    }
    return new Head(fence, lastVersion, number, history, lease, lastRun);
  }
}
