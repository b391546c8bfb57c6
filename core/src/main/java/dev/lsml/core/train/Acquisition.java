// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import java.time.Instant;

/** How wanting a project's lease ended. Immutable. */
sealed interface Acquisition {
  /** The lease is taken. */
  record Taken(HeldLease lease) implements Acquisition {}

  /** Someone else holds it, until then at least. */
  record HeldByAnother(String owner, Instant until) implements Acquisition {}

  /** What is pending is due only then. */
  record NotDue(Instant dueAt) implements Acquisition {}

  /** Nothing is pending. */
  record NothingPending() implements Acquisition {}
}
